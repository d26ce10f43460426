package org.becas.extract;

import org.becas.extract.Document.Part;
import org.becas.extract.LevelMention.Role;
import org.jspecify.annotations.Nullable;

/**
 * How a text speaks of a level: it funds it ("becas para maestría"), requires it ("título
 * de pregrado"), excludes it ("no aplica para pregrado") or advertises it ("ofrece 40
 * programas de posgrado").
 */
final class LevelRoles {

	/** How far a phrase reaches, in tokens. */
	private static final int REACH = 24;

	/** How far behind a level a phrase speaks of it. */
	private static final int BEHIND = 6;

	/** A word of funding speaks of what is near. */
	static final int NEAR = 14;

	private static final Words ARTICLES = Words.named("level.articles");

	private static final Words FOR = Words.named("level.for");

	private static final Words APPLYING = Words.named("level.applying");

	private static final Words THAT = Words.named("level.that");

	private static final Words AND = Words.named("level.and");

	private final Document document;

	LevelRoles(Document document) {
		this.document = document;
	}

	Role of(Hit hit, @Nullable Part part) {
		int start = Math.max(startOfSaid(hit.from()), hit.from() - REACH);
		int end = Math.min(this.document.sentenceEnd(hit.from()), hit.to() + BEHIND);
		if (part != null && !part.heading() && part.holds(hit.from())) {
			start = Math.max(start, part.from());
		}
		for (Hit cue : this.document.hits().in(Cue.ROLE, hit.to(), end).toList()) {
			if (cue.isA("exclude-after") && cue.from() - hit.to() <= 3 && !isOfMore(hit, cue) && !isOfKind(hit, cue)) {
				return Role.EXCLUDED;
			}
		}
		if (isRequiredBehind(hit)) {
			return Role.REQUIRED;
		}
		if (isAimed(hit)) {
			return Role.AIMED;
		}
		if (part != null && part.isA("exclude")
				&& this.document.hits().of(Cue.LEVEL, part.labelFrom(), part.from()).isEmpty()) {
			return Role.EXCLUDED;
		}
		return nearest(start, hit, part);
	}

	/** "Master's degree required", "bachelor's degree holders". */
	boolean isRequiredBehind(Hit hit) {
		int end = Math.min(this.document.sentenceEnd(hit.from()), hit.to() + BEHIND);
		return this.document.hits()
			.in(Cue.ROLE, hit.from() + 1, end)
			.anyMatch(cue -> cue.isA("require-after") && cue.to() > hit.to() && cue.from() <= hit.to() + 1);
	}

	/** "An undergraduate programme that is not online": which, and not whether. */
	private boolean isOfKind(Hit hit, Hit cue) {
		return cue.from() > hit.to() && THAT.hold(this.document.token(cue.from() - 1).word());
	}

	/**
	 * "A bachelor's degree (for the master's) or a master's degree (for the PhD)", "be
	 * under 35 when applying for doctoral programmes".
	 */
	private boolean isAimed(Hit hit) {
		int at = hit.from() - 1;
		while (at > 0 && ARTICLES.hold(this.document.token(at).word())) {
			at--;
		}
		if (at <= 0 || hit.isA("otros") || !FOR.hold(this.document.token(at).word())) {
			return false;
		}
		int first = this.document.lineStart(at);
		while (first < at && !this.document.token(first).isWord()) {
			first++;
		}
		boolean heads = first == at
				&& (this.document.peek(hit.to()).isMark(",:") || this.document.peek(hit.to() + 1).isMark(",:"));
		Token before = this.document.token(at - 1);
		return before.isMark('(') || heads || APPLYING.hold(before.word());
	}

	/**
	 * "For master's courses and are not open to…": the exclusion speaks of what follows
	 * it.
	 */
	private boolean isOfMore(Hit hit, Hit cue) {
		Token before = this.document.token(cue.from() - 1);
		return cue.from() > hit.to() && before.isWord() && AND.hold(before.word());
	}

	/**
	 * "Copia del diploma. (Pregrado o maestría)": a sentence in brackets goes with the
	 * one before.
	 */
	private int startOfSaid(int token) {
		int start = this.document.sentenceStart(token);
		return (start > 0 && this.document.token(start).isMark('(')) ? this.document.sentenceStart(start - 1) : start;
	}

	/** The nearest phrase in front decides; exclusion reaches over funding. */
	private Role nearest(int start, Hit hit, @Nullable Part part) {
		Role role = Role.NEUTRAL;
		boolean excluded = false;
		for (Hit cue : this.document.hits().of(Cue.ROLE, start, hit.from() + 1)) {
			boolean own = cue.is("fund") && cue.to() < hit.to() && !hit.isA("otros");
			boolean inside = cue.from() == hit.from() && cue.to() < hit.to() && hit.is("otros");
			if (cue.from() >= hit.from() && !own && (inside || !cue.isA("require"))) {
				continue;
			}
			if (cue.is("exclude") && endsBefore(cue, hit)) {
				continue;
			}
			if (cue.is("exclude")) {
				excluded = true;
				role = Role.EXCLUDED;
			}
			else if (cue.is("require")) {
				role = isItem(cue, hit) ? role : Role.REQUIRED;
			}
			else if (cue.is("advert") && role != Role.REQUIRED) {
				role = Role.ADVERTISED;
			}
			else if (hit.from() - cue.to() > NEAR) {
				continue;
			}
			else if (cue.is("fund-weak")) {
				role = (role == Role.NEUTRAL && !conditions(part)) ? Role.FUNDED : role;
			}
			else if (cue.is("fund") && (role != Role.ADVERTISED || hit.from() - cue.to() <= 1)
					&& !(excluded && hit.from() - cue.to() > 6)) {
				role = excluded ? Role.EXCLUDED : Role.FUNDED;
			}
		}
		return role;
	}

	/**
	 * "Diploma, undergraduate and master's programmes", "Grado y Postgrado": in the list.
	 */
	private boolean isItem(Hit cue, Hit hit) {
		if (cue.to() - cue.from() > 1) {
			return false;
		}
		Token link = this.document.peek(cue.to());
		boolean listed = (link.isMark(",/") || (link.isWord() && AND.hold(link.word())))
				&& !this.document.hits().of(Cue.LEVEL, cue.to() + 1, cue.to() + 2).isEmpty();
		return listed || (cue.from() == hit.from() && this.document.inTitle(hit.from()));
	}

	/** "No aplica para pregrado: solo financia la maestría": up to the colon. */
	private boolean endsBefore(Hit cue, Hit hit) {
		for (int i = cue.to(); i < hit.from(); i++) {
			if (this.document.token(i).isMark(":")) {
				return !this.document.hits().of(Cue.LEVEL, cue.to(), i).isEmpty();
			}
		}
		return false;
	}

	private static boolean conditions(@Nullable Part part) {
		return part != null && (part.isA("require") || part.isA("apply"));
	}

}
