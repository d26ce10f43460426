-- The day on which a source says that it published a notice: of a call that names no year it
-- tells the year. What is held has none until its source shows it changed.
ALTER TABLE notice ADD COLUMN published TEXT;
