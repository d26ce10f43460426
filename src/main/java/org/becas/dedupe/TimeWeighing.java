package org.becas.dedupe;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** Weighs deadlines, other dates and the years that two announcements tell. */
final class TimeWeighing {

	/** An extension is seldom longer. */
	private static final int FAR_DAYS = 60;

	/** As far as a slip or a zone may put two deadlines that are one. */
	private static final int NEAR_DAYS = 7;

	private final Both both;

	private final Findings findings;

	TimeWeighing(Both both, Findings findings) {
		this.both = both;
		this.findings = findings;
	}

	void weigh() {
		LocalDate mine = this.both.a().year().deadline();
		LocalDate its = this.both.b().year().deadline();
		if (mine != null && its != null) {
			weighDeadlines(Math.abs(ChronoUnit.DAYS.between(mine, its)));
		}
		else if (mine == null && its == null && this.both.a().year().about() != null
				&& this.both.a().year().about().equals(this.both.b().year().about())) {
			this.findings.add("dates.shared", "misma fecha límite aproximada");
		}
		else if (!this.both.a().year().dates().isEmpty() && !this.both.b().year().dates().isEmpty()) {
			boolean shared = Both.meet(this.both.a().year().dates(), this.both.b().year().dates());
			this.findings.add(shared ? "dates.shared" : "dates.other", shared ? "fechas en común" : "otras fechas");
		}
		if (this.both.a().year().beginsBefore(this.both.b().year())
				|| this.both.b().year().beginsBefore(this.both.a().year())) {
			this.findings.doubt("una cierra cuando ya empezó el año académico de la otra: lo decide una persona");
		}
		if (this.both.a().year().hardlyHas(this.both.b().year())
				|| this.both.b().year().hardlyHas(this.both.a().year())) {
			this.findings.doubt("las fechas de una parecen de otro año: lo decide una persona");
		}
		if (this.both.a().year().isFollowed(this.both.b().year())) {
			boolean posted = this.both.a().year().isPostedBeforeEndOf(this.both.b().year())
					|| this.both.b().year().isPostedBeforeEndOf(this.both.a().year());
			this.findings.add(posted ? "year.posted" : "year.next", "un año, y el curso que empieza en el siguiente");
		}
		else if (this.both.a().year().endsAlike(this.both.b().year())) {
			this.findings.add("year.last", "un año, y el curso que termina en él");
		}
		else if (this.both.a().year().named() != null && this.both.b().year().named() != null) {
			this.findings.add("year.same", "mismo año");
		}
		else if (this.both.a().year().isPostedFor(this.both.b().year())
				|| this.both.b().year().isPostedFor(this.both.a().year())) {
			this.findings.add("year.posted", "publicada mientras la otra está abierta");
		}
		else if (this.both.a().year().isKnown() != this.both.b().year().isKnown()) {
			this.findings.add("year.one", "solo una dice el año");
		}
	}

	private void weighDeadlines(long days) {
		String words = days + " días entre las fechas límite";
		if (days == 0) {
			this.findings.add("deadline.same", "misma fecha límite");
		}
		else if (days == 1) {
			this.findings.add("deadline.zone", "un día entre las fechas límite, como entre dos husos horarios");
		}
		else if (days > FAR_DAYS && !isListed()) {
			this.findings.add("deadline.far", words);
			this.findings.doubt("las fechas límite distan %d días: lo decide una persona".formatted(days));
		}
		else if (this.both.a().wording().saysExtended() || this.both.b().wording().saysExtended()) {
			this.findings.add("deadline.extended", words + ", y se amplió el plazo");
		}
		else if (isListed()) {
			this.findings.add("deadline.listed", words + ", y un anuncio dice las dos");
		}
		else {
			this.findings.add((days <= NEAR_DAYS) ? "deadline.near" : "deadline.other", words);
			if (days > NEAR_DAYS && this.both.areCalledAlike() && !this.findings.hold("title.equal")) {
				this.findings.doubt("un programa con dos fechas límite: lo decide una persona");
			}
		}
	}

	/** Whether one announcement names the other one's deadline besides its own. */
	private boolean isListed() {
		return this.both.a().year().dates().contains(this.both.b().year().deadline())
				|| this.both.b().year().dates().contains(this.both.a().year().deadline());
	}

}
