package org.becas.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.becas.extract.Document.Part;
import org.becas.extract.LevelMention.Role;
import org.jspecify.annotations.Nullable;

/**
 * Every mention of a level in a text, in its order, weighed by how the text speaks of it
 * and by where it stands: in the title, behind a label, near the top, among conditions.
 */
final class LevelMentions {

	/** The first tokens of a text, which say what it is about. */
	private static final int TOP = 100;

	/** A longer value of a label is prose. */
	private static final int FIELD = 40;

	/** What is given beside the studies. */
	private static final int BENEFIT = 8;

	/** Ends what is a level only behind a label of levels: "UG". */
	private static final String FIELD_ONLY = "-field";

	/** "MBA", "PhD". */
	private static final int LETTERS = 4;

	private static final Words COURSES = Words.named("level.courses");

	private final Document document;

	private final LevelRoles roles;

	private final LevelLists lists;

	private final List<LevelMention> mentions = new ArrayList<>();

	private LevelMentions(Document document) {
		this.document = document;
		this.roles = new LevelRoles(document);
		this.lists = new LevelLists(document);
	}

	static List<LevelMention> in(Document document) {
		LevelMentions found = new LevelMentions(document);
		found.weigh();
		return found.mentions;
	}

	/** "Post-doctoral fellowship": of two phrases that overlap the first counts. */
	private void weigh() {
		@Nullable LevelMention before = null;
		int end = 0;
		for (Hit hit : this.document.hits().of(Cue.LEVEL)) {
			boolean within = hit.from() < end;
			end = Math.max(end, hit.to());
			boolean listed = before != null && this.lists.joins(before.hit(), hit);
			if (within || !counts(hit, before, listed)) {
				continue;
			}
			LevelMention mention = mention(hit, listed ? before : null);
			if (before != null && mention.role() == Role.FUNDED && before.role() == Role.FUNDED
					&& mention.weight() == LevelMention.LATE && before.weight() > mention.weight()
					&& !this.document.inTitle(before.hit().from())
					&& this.document.sentenceNumber(before.hit().from()) == this.document.sentenceNumber(hit.from())) {
				mention = mention.weighing(before.weight());
			}
			this.mentions.add(mention);
			if (before != null && listed && (mention.isExcluded() || isHeld(hit, before))) {
				mention = mention.as(mention.isExcluded() ? Role.EXCLUDED : Role.REQUIRED);
				this.mentions.set(this.mentions.size() - 1, mention);
				spread(mention.role());
			}
			before = mention;
		}
	}

	/**
	 * "Be a bachelor's or master's degree holder", of which the list has said nothing.
	 */
	private boolean isHeld(Hit hit, LevelMention before) {
		return before.role() == Role.NEUTRAL && this.roles.isRequiredBehind(hit);
	}

	/** "Förderung von Bachelor oder Promotion ist nicht möglich": all of the list. */
	private void spread(Role role) {
		for (int i = this.mentions.size() - 2; i >= 0; i--) {
			LevelMention mention = this.mentions.get(i);
			if (!this.lists.joins(mention.hit(), this.mentions.get(i + 1).hit())) {
				return;
			}
			this.mentions.set(i, mention.as(role));
		}
	}

	/**
	 * The mention of a hit.
	 * @param before the one in front of it in the same list, which says what it is
	 */
	private LevelMention mention(Hit hit, @Nullable LevelMention before) {
		Part part = this.document.partAt(hit.from());
		Role role = this.roles.of(hit, part);
		if (before != null && role != Role.EXCLUDED) {
			boolean inList = hit.from() > before.hit().to() && !meaning(before.hit()).equals(LevelMention.WEAK);
			String meaning = (hit.is(LevelMention.WEAK) && inList) ? "otros" : meaning(hit);
			return new LevelMention(hit, meaning, before.role(), before.weight(), before.rule());
		}
		if (this.document.inTitle(hit.from())) {
			return titled(hit, role);
		}
		if (part != null && states(part, hit) && role != Role.EXCLUDED) {
			if (part.isA("level")) {
				return new LevelMention(hit, meaning(hit), Role.FUNDED, 90, "level-field");
			}
			if (part.isA("programme") && role != Role.REQUIRED) {
				return new LevelMention(hit, meaning(hit), Role.FUNDED, LevelMention.STATED, "level-programme");
			}
		}
		return new LevelMention(hit, meaning(hit), role, weight(hit, role, part), "level-" + role.id());
	}

	private static LevelMention titled(Hit hit, Role role) {
		return switch (role) {
			case REQUIRED, EXCLUDED, ADVERTISED ->
				new LevelMention(hit, meaning(hit), role, 0, "level-title-" + role.id());
			default -> new LevelMention(hit, meaning(hit), Role.FUNDED, LevelMention.TITLE, "level-title");
		};
	}

	/** Some are levels only in a list, or behind a label. */
	private boolean counts(Hit hit, @Nullable LevelMention before, boolean listed) {
		boolean stated = (hit.is("otros-listed") && listed) || isField(hit);
		return !hit.is("none") && !isOfDegree(hit, before) && !isOfAddress(hit)
				&& (stated || !(hit.is("otros-listed") || isFieldOnly(hit)));
	}

	/** "Undergraduate exchange programme": that of those students. */
	private static boolean isOfDegree(Hit hit, @Nullable LevelMention before) {
		return before != null && before.hit().to() == hit.from() && before.isLevel() && !before.hit().isA("otros")
				&& hit.isA("otros");
	}

	/** "Www.mfa.go.th": the letters of somebody else; longer words say what they say. */
	private boolean isOfAddress(Hit hit) {
		return this.document.token(hit.from()).word().length() <= LETTERS && this.document.inAddress(hit.from());
	}

	private static boolean isFieldOnly(Hit hit) {
		return hit.value().endsWith(FIELD_ONLY);
	}

	private boolean isField(Hit hit) {
		Part part = this.document.partAt(hit.from());
		return part != null && part.isA("level") && states(part, hit);
	}

	/** A label whose short value the hit stands in. */
	private static boolean states(Part part, Hit hit) {
		return !part.heading() && part.holds(hit.from()) && part.to() - part.from() <= FIELD;
	}

	/** "Maestría, doctorado o investigación": research beside degrees is part of them. */
	private static String meaning(Hit hit) {
		if (hit.is("otros-research") || hit.is("otros-mobility")) {
			return LevelMention.WEAK;
		}
		if (isFieldOnly(hit)) {
			return hit.value().substring(0, hit.value().length() - FIELD_ONLY.length());
		}
		return hit.is("otros-listed") ? "otros" : hit.value();
	}

	private int weight(Hit hit, Role role, @Nullable Part part) {
		boolean early = hit.from() < this.document.textStart() + TOP;
		boolean conditions = part != null
				&& (part.isA("require") || part.isA("apply") || part.isA("about-institution"));
		return switch (role) {
			case AIMED -> LevelMention.CERTAIN;
			case FUNDED -> isTravelPaid(hit) ? BENEFIT : conditions ? 25 : early ? 75 : LevelMention.LATE;
			case NEUTRAL -> (conditions || isBenefit(hit, part) || isTravelPaid(hit)) ? BENEFIT
					: (part != null && part.isA("level")) ? 80 : early ? LevelMention.EARLY : 22;
			case REQUIRED -> LevelMention.HELD;
			case ADVERTISED -> 2;
			case EXCLUDED -> LevelMention.NEVER;
		};
	}

	/**
	 * "Monatliche Rate, Reisekostenzuschuss": the way there, which only a title funds.
	 */
	private boolean isTravelPaid(Hit hit) {
		return this.document.hits().any(Cue.FUNDING, hit.from(), hit.to(), "travel");
	}

	/**
	 * "Pasajes, curso de coreano, manutención": a course that is given beside the
	 * studies.
	 */
	private boolean isBenefit(Hit hit, @Nullable Part part) {
		if (hit.isA("otros") && part != null && part.isA("benefit") && !part.heading()) {
			return true;
		}
		int start = this.document.lineStart(hit.from());
		int end = this.document.lineEnd(hit.from());
		boolean course = COURSES.hold(this.document.token(hit.from()).word())
				|| COURSES.hold(this.document.token(hit.to() - 1).word());
		return course && hit.is("otros") && Stream.of("living", "travel", "tuition")
			.anyMatch(paid -> this.document.hits().any(Cue.FUNDING, start, end, paid));
	}

}
