package org.becas.extract;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.becas.offer.Attention;
import org.becas.offer.Deadline;
import org.becas.offer.Evidence;
import org.becas.offer.Evidence.Place;
import org.becas.offer.Field;
import org.becas.offer.Level;
import org.jspecify.annotations.Nullable;

/**
 * What the source says in fields of its own. They are read by the same rules as the text
 * and outweigh it; where text and field disagree a person is asked.
 */
final class SourceFields {

	/** Cuts up a field as if it were an announcement's text. */
	@FunctionalInterface
	interface Cutter {

		Document cut(String title, String text, @Nullable String language);

	}

	private final Announcement announcement;

	private final Cutter cutter;

	SourceFields(Announcement announcement, Cutter cutter) {
		this.announcement = announcement;
		this.cutter = cutter;
	}

	/**
	 * A level in the title stays; else the field's; the source's usual levels come last.
	 */
	LevelRules.Answer levels(LevelRules.Answer text) {
		String field = this.announcement.hints().levelField();
		Set<Level> usual = this.announcement.hints().levels();
		LevelRules.Answer own = (field != null) ? LevelRules.read(labelled("Level: ", field)) : null;
		Set<Level> levels = (own != null) ? own.levels() : Set.of();
		Set<Attention> attention = EnumSet.noneOf(Attention.class);
		attention.addAll(text.attention());
		if (own != null && !levels.isEmpty() && field != null) {
			boolean disagree = !text.levels().isEmpty() && !text.levels().equals(levels);
			if (disagree) {
				attention.add(Attention.LEVEL_CONTRADICTION);
			}
			if (disagree && text.evidence().stream().anyMatch(one -> one.place() == Place.TITLE)) {
				return new LevelRules.Answer(text.levels(), text.primary(), text.evidence(), attention,
						text.rejected());
			}
			attention.remove(Attention.NO_LEVEL);
			return new LevelRules.Answer(levels, own.primary(), List.of(evidence(Field.LEVELS, field, "level-source")),
					attention, text.rejected());
		}
		if (text.levels().isEmpty() && !usual.isEmpty()) {
			attention.remove(Attention.NO_LEVEL);
			return new LevelRules.Answer(usual, Collections.min(usual), List.of(), attention, text.rejected());
		}
		return text;
	}

	DeadlineRules.Answer deadlines(DeadlineRules.Answer text) {
		String field = this.announcement.hints().deadlineField();
		if (field == null || field.isBlank()) {
			return text;
		}
		DeadlineRules.Answer own = DeadlineRules.read(labelled("Deadline: ", field), this.announcement);
		if (own.chosen() instanceof Deadline.Unstated) {
			return text;
		}
		Map<Deadline, StatedDeadline> deadlines = new LinkedHashMap<>();
		Stream.concat(own.deadlines().stream().map(one -> withHour(one, text.deadlines())), text.deadlines().stream())
			.forEach(one -> deadlines.putIfAbsent(one.deadline(), one));
		Set<Attention> attention = EnumSet.noneOf(Attention.class);
		attention.addAll(own.attention());
		if (disagree(own.chosen(), text.chosen())) {
			attention.add(Attention.DEADLINE_CONTRADICTION);
		}
		List<Evidence> evidence = new ArrayList<>(List.of(evidence(Field.DEADLINE, field, "deadline-source")));
		evidence.addAll(text.evidence());
		return new DeadlineRules.Answer(List.copyOf(deadlines.values()), evidence, attention, text.rejected());
	}

	/** A field that names the day alone loses nothing of the hour that the text names. */
	private static StatedDeadline withHour(StatedDeadline field, List<StatedDeadline> text) {
		if (field.deadline() instanceof Deadline.On day && day.time() == null) {
			return text.stream()
				.filter(one -> one.deadline() instanceof Deadline.On on && on.date().equals(day.date()))
				.findFirst()
				.orElse(field);
		}
		return field;
	}

	private static boolean disagree(Deadline field, Deadline text) {
		return field instanceof Deadline.On a && text instanceof Deadline.On b && !a.date().equals(b.date());
	}

	private Document labelled(String label, String field) {
		return this.cutter.cut("", label + field, this.announcement.hints().language());
	}

	private static Evidence evidence(Field field, String value, String rule) {
		return new Evidence(field, value, Place.SOURCE, 0, value.length(), rule);
	}

}
