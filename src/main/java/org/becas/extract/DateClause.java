package org.becas.extract;

import java.util.List;

/** The words in front of a date, heard one after the other. */
final class DateClause {

	private final boolean range;

	private DateRole role = DateRole.UNKNOWN;

	private boolean closes;

	private boolean other;

	private boolean old;

	private boolean lasts;

	private boolean applying;

	/** "Applicants must have …": what they are by then, not what they send. */
	private boolean state;

	/** Where those words end: "who have finished". */
	private int told;

	DateClause(DateMention mention) {
		this.range = mention.opens() != null;
	}

	/** "To submit your papers, send …": what the clause's sentence begins with. */
	void isOfApplying() {
		this.applying = true;
	}

	DateRole hear(List<Hit> cues) {
		cues.forEach(this::hear);
		return (this.state && this.role == DateRole.UNKNOWN) ? DateRole.OTHER : this.role;
	}

	private void hear(Hit cue) {
		if (cue.from() < this.told && cue.is("close")) {
			return;
		}
		switch (cue.value()) {
			case "close" -> closes();
			case "extended" -> {
				this.old = false;
				closes();
			}
			case "close-by" -> limits(DateRole.CLOSES);
			case "close-weak", "close-late" -> limits((this.lasts && !this.applying) ? DateRole.OTHER : DateRole.UNTIL);
			case "open-call" -> {
				this.other = false;
				this.role = DateRole.OPENS;
				if (this.range) {
					closes();
				}
			}
			case "open" -> this.role = this.other ? DateRole.OTHER
					: (this.closes && this.range) ? DateRole.CLOSES : DateRole.OPENS;
			case "decoy", "decoy-event", "decoy-chosen", "decoy-law" -> other();
			case "old" -> {
				this.old = !this.range;
				if (this.range) {
					closes();
				}
				else {
					other();
				}
			}
			case "lasts" -> this.lasts = true;
			case "state" -> {
				this.state = true;
				this.told = cue.to();
			}
			case "apply", "apply-admission" -> {
				this.applying = true;
				this.state = false;
			}
			default -> {
				// the others are asked for where they matter
			}
		}
	}

	private void closes() {
		this.closes = true;
		this.state = false;
		this.other = this.old;
		this.role = this.old ? DateRole.OTHER : DateRole.CLOSES;
	}

	private void other() {
		this.other = true;
		this.closes = false;
		this.role = DateRole.OTHER;
	}

	/** "Until": what was named before tells until when what. */
	private void limits(DateRole alone) {
		this.role = (this.other || this.state) ? DateRole.OTHER : this.closes ? DateRole.CLOSES : alone;
	}

}
