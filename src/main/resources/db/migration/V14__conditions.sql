-- What counts of the conditions, those that are stated: {"COVERS": "tuition;living", …}.
ALTER TABLE offer ADD COLUMN conditions TEXT NOT NULL DEFAULT '{}';
