package org.becas.dedupe;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.becas.dedupe.Comparison.Outcome;
import org.becas.offer.Level;
import org.jspecify.annotations.Nullable;

/** Weighs what speaks for and against two announcements being one call. */
final class Assessment {

	private static final double FORBIDDEN = -100;

	/** What two calls of different years seldom have in common. */
	private static final Set<String> TIES = Set.of("code.same", "page.same", "page.translated", "page.linked",
			"deadline.same", "deadline.zone", "deadline.listed", "dates.shared", "text.same");

	/** An extension is seldom longer. */
	private static final int FAR_DAYS = 60;

	/** As far as a slip or a zone may put two deadlines that are one. */
	private static final int NEAR_DAYS = 7;

	private final Weights weights;

	private final Profile a;

	private final Profile b;

	private final List<Reason> reasons = new ArrayList<>();

	/** The same, as {@code weights.tsv} names them. */
	private final Set<String> observed = new HashSet<>();

	/** Why only a person may say that they are one. */
	private final List<String> doubts = new ArrayList<>();

	Assessment(Weights weights, Profile a, Profile b) {
		this.weights = weights;
		this.a = a;
		this.b = b;
	}

	/** One step of the waterfall. */
	private record Reason(String words, double weight) {

		@Override
		public String toString() {
			return String.format(Locale.ROOT, "%s %+.1f", this.words, this.weight);
		}

	}

	Comparison comparison() {
		Optional<String> gate = gate();
		if (gate.isPresent()) {
			return new Comparison(Outcome.DIFFERENT, FORBIDDEN, true, List.of(gate.get()));
		}
		weighAddresses();
		weighTitles();
		weighNames();
		weighPlaces();
		weighLevels();
		weighTime();
		weighText();
		weighContradictions();
		return zone();
	}

	/** What is observed, whatever it weighs. */
	Set<String> observations() {
		comparison();
		return Set.copyOf(this.observed);
	}

	private Optional<String> gate() {
		for (String name : this.a.codes().keySet()) {
			String mine = this.a.codes().get(name);
			String its = this.b.codes().get(name);
			if (its != null && !its.equals(mine)) {
				return Optional.of("otro código en el portal: %s y %s".formatted(mine, its));
			}
			if (its != null) {
				add("code.same", "mismo código del portal (" + its + ")");
			}
		}
		return this.a.year().conflict(this.b.year());
	}

	/**
	 * A deadline may be wrong, an amount left out, a page moved; that the date and
	 * something else contradict each other is seldom an accident.
	 */
	private void weighContradictions() {
		boolean elsewhere = this.observed.contains("amount.other") || this.observed.contains("page.linked.other")
				|| this.observed.contains("page.other");
		if (this.observed.contains("deadline.other") && elsewhere) {
			this.doubts.add("la fecha límite y algo más no coinciden: lo decide una persona");
		}
	}

	private Comparison zone() {
		double score = this.weights.of("prior") + this.reasons.stream().mapToDouble(Reason::weight).sum();
		Outcome outcome = (score >= this.weights.of("zone.same")) ? Outcome.SAME
				: (score >= this.weights.of("zone.review")) ? Outcome.REVIEW : Outcome.DIFFERENT;
		boolean untied = outcome == Outcome.SAME && mayBeOfAnotherYear();
		if (outcome == Outcome.SAME && (untied || !this.doubts.isEmpty())) {
			outcome = Outcome.REVIEW;
		}
		List<String> words = new ArrayList<>(this.doubts);
		if (untied) {
			words.add("no dicen el mismo año, y nada más las une: lo decide una persona");
		}
		this.reasons.stream()
			.sorted(Comparator.comparingDouble(reason -> -Math.abs(reason.weight())))
			.map(Reason::toString)
			.forEach(words::add);
		return new Comparison(outcome, Math.round(score * 10) / 10.0, !this.doubts.isEmpty(), words);
	}

	/**
	 * Whether one does not tell its year, or tells it otherwise, and no page, date or
	 * text ties them: as alike are the calls of two years. Others of its group may tie
	 * it, and so does the day on which it was posted where the titles say the same.
	 */
	private boolean mayBeOfAnotherYear() {
		boolean hardlyPosted = this.observed.contains("year.posted") && this.observed.contains("title.more");
		return (hardlyPosted || Set.of("year.one", "year.last", "year.next").stream().anyMatch(this.observed::contains))
				&& TIES.stream().noneMatch(this.observed::contains);
	}

	private void weighAddresses() {
		Set<String> pages = keys(this.a, false);
		Set<String> otherPages = keys(this.b, false);
		if (meet(pages, otherPages)) {
			add("page.same", "misma página");
		}
		else if (meet(keysInAnyLanguage(this.a), keysInAnyLanguage(this.b))) {
			add("page.translated", "misma página en otro idioma");
		}
		else if (meet(this.a.links(), this.b.links())) {
			add("page.linked", "enlazan la misma página oficial");
		}
		else if (meet(keys(this.a, true), keys(this.b, true))) {
			add("listing.same", "misma página de listado");
		}
		else if (!sites(linked(this.a)).isEmpty() && meet(sites(linked(this.a)), sites(linked(this.b)))) {
			add("page.linked.other", "enlazan páginas distintas del mismo sitio");
		}
		else if (!translated() && !pages.isEmpty() && !otherPages.isEmpty()
				&& meet(sites(this.a.addresses()), sites(this.b.addresses()))) {
			add("page.other", "otra página del mismo sitio");
		}
	}

	private void weighTitles() {
		TitleLikeness titles = TitleLikeness.of(this.a, this.b);
		boolean translated = translated() || TitleLikeness.areInOtherWords(this.a, this.b);
		boolean called = areCalledAlike();
		String likeness = String.format(Locale.ROOT, "%.2f", titles.overlap());
		boolean telling = titles.shared() >= 1.5;
		if (titles.overlap() >= 0.95) {
			add(telling ? "title.equal" : "title.equal.vague", "mismo título");
		}
		else if (titles.overlap() >= 0.65) {
			add(telling ? "title.near" : "title.near.vague", "título parecido, " + likeness);
		}
		else if (titles.containment() >= 0.85 && titles.shared() >= 0.8) {
			add(telling ? "title.shortened" : "title.shortened.vague", "un título está en el otro");
		}
		else if (titles.containment() >= 0.5) {
			add("title.half", "título parecido en parte, " + likeness);
		}
		else if (called || this.a.isNamedOnly() || this.b.isNamedOnly()) {
			// headlines say of one programme what each of them likes
			this.observed.add("title.headline");
		}
		else if (titles.containment() >= 0.2) {
			add("title.little", "título poco parecido, " + likeness);
		}
		else {
			add(translated ? "title.none.translated" : "title.none", "otro título");
		}
		if (titles.shared() >= 2.5) {
			add("title.rich", "palabras poco comunes en común");
		}
		if (titles.surplus() >= 1.5 && !called) {
			add("title.more", "un título dice bastante más que el otro");
		}
		if (!called && (isUnheard(titles.onlyFirst(), this.b) || isUnheard(titles.onlySecond(), this.a))) {
			add("title.unheard", "lo que un título añade no está en el otro anuncio");
		}
		if (titles.contrast(translated || called) >= 0.7) {
			add("title.contrast", "cada título dice algo que el otro no: %s / %s"
				.formatted(words(titles.unheard(titles.onlyFirst())), words(titles.unheard(titles.onlySecond()))));
		}
	}

	/**
	 * What only the longer title says should stand in the other one's text. In another
	 * language it may stand there in words that our files lack.
	 */
	private boolean isUnheard(Set<String> ideas, Profile other) {
		return !translated() && other.saysMuch() && ideas.stream()
			.filter(idea -> idea.startsWith(Lexicon.IDEA) && !idea.startsWith(Lexicon.LEVEL) && !Lexicon.isCommon(idea))
			.anyMatch(idea -> !other.says(idea));
	}

	/**
	 * Whether both name one programme, or one provider and the same figures: their titles
	 * are headlines then, and each says what it likes.
	 */
	private boolean areCalledAlike() {
		return meet(this.a.called(), this.b.called())
				|| (meet(this.a.providers(), this.b.providers()) && figuresInCommon() > 1);
	}

	private long figuresInCommon() {
		return this.a.wording().figures().stream().filter(this.b.wording().figures()::contains).count();
	}

	/** Names that both titles hold were counted with the titles. */
	private void weighNames() {
		if (!this.a.programmes().isEmpty() && !this.b.programmes().isEmpty()) {
			weighProgrammes();
		}
		else if (meet(this.a.called(), this.b.called())) {
			add("programme.said", "el texto nombra el mismo programa");
		}
		weighProviders();
	}

	private void weighProviders() {
		if (meet(this.a.titleNames(), this.b.titleNames())) {
			add("provider.counted", "mismo oferente");
		}
		else if (!this.a.providers().isEmpty() && !this.b.providers().isEmpty()) {
			boolean same = meet(this.a.providers(), this.b.providers());
			if (!same && (meet(this.a.called(), this.b.called()) || passesOn(this.a) || passesOn(this.b))) {
				return;
			}
			add(same ? "provider.same" : "provider.other", same ? "mismo oferente" : "otro oferente");
		}
		else if (!this.a.awarder().isEmpty() && !this.b.awarder().isEmpty()) {
			TitleLikeness names = TitleLikeness.of(this.a.awarder(), this.b.awarder());
			if (names.containment() >= 0.6 && names.shared() >= 0.8) {
				add("provider.alike", "oferentes de nombre parecido");
			}
			else if (names.contrast(translated()) >= 1 && names.containment() < 0.2) {
				add("provider.other", "otro oferente");
			}
		}
	}

	/** Who passes on what others award is no other provider than they. */
	private static boolean passesOn(Profile profile) {
		return profile.providers().stream().allMatch(Lexicon::isBetween);
	}

	private void weighProgrammes() {
		Set<String> both = new HashSet<>(this.a.programmes());
		both.retainAll(this.b.programmes());
		boolean called = meet(this.a.called(), this.b.called());
		if (both.isEmpty() && called) {
			add("programme.said", "el texto nombra el mismo programa");
		}
		else if (both.isEmpty() || (!called && areSpecific(this.a) && areSpecific(this.b))) {
			add("programme.other", "otro programa");
		}
		else if (both.stream().allMatch(Lexicon::isFamily)) {
			add("programme.family", "misma familia de programas");
		}
		else {
			add("programme.same", "mismo programa");
		}
	}

	/** Whether its title names a programme of one call a year. */
	private static boolean areSpecific(Profile profile) {
		return !profile.programmes().stream().allMatch(Lexicon::isFamily);
	}

	private void weighPlaces() {
		if (this.a.countries().isEmpty() || this.b.countries().isEmpty()) {
			return;
		}
		if (this.a.countries().equals(this.b.countries())) {
			add("country.same", "mismo país");
		}
		else if (meet(this.a.countries(), this.b.countries())) {
			add("country.some", "un país en común");
		}
		else {
			add("country.other", "otro país");
			this.doubts.add("los países no coinciden: lo decide una persona");
		}
	}

	private void weighLevels() {
		if (this.a.levels().isEmpty() || this.b.levels().isEmpty()) {
			return;
		}
		boolean titlesDiffer = !this.a.titleLevels().isEmpty() && !this.b.titleLevels().isEmpty()
				&& !meet(this.a.titleLevels(), this.b.titleLevels());
		if (!titlesDiffer && (isVague(this.a.levels()) || isVague(this.b.levels()))
				&& !meet(this.a.levels(), this.b.levels())) {
			add("level.vague", "un anuncio no dice un nivel que se pueda comparar");
		}
		else if (titlesDiffer || !meet(this.a.levels(), this.b.levels())) {
			add("level.other", "otro nivel");
			this.doubts.add("los niveles no coinciden: lo decide una persona");
		}
		else if (this.a.levels().equals(this.b.levels())) {
			add("level.same", "mismo nivel");
		}
		else {
			add("level.some", "un nivel en común");
		}
	}

	/** "Other" is also what is read where a text says "research" or "diploma" alone. */
	private static boolean isVague(Set<Level> levels) {
		return levels.equals(Set.of(Level.OTROS));
	}

	private void weighTime() {
		LocalDate mine = this.a.year().deadline();
		LocalDate its = this.b.year().deadline();
		if (mine != null && its != null) {
			weighDeadlines(Math.abs(ChronoUnit.DAYS.between(mine, its)));
		}
		else if (mine == null && its == null && this.a.year().about() != null
				&& this.a.year().about().equals(this.b.year().about())) {
			add("dates.shared", "misma fecha límite aproximada");
		}
		else if (!this.a.year().dates().isEmpty() && !this.b.year().dates().isEmpty()) {
			boolean shared = meet(this.a.year().dates(), this.b.year().dates());
			add(shared ? "dates.shared" : "dates.other", shared ? "fechas en común" : "otras fechas");
		}
		if (this.a.year().beginsBefore(this.b.year()) || this.b.year().beginsBefore(this.a.year())) {
			this.doubts.add("una cierra cuando ya empezó el año académico de la otra: lo decide una persona");
		}
		if (this.a.year().hardlyHas(this.b.year()) || this.b.year().hardlyHas(this.a.year())) {
			this.doubts.add("las fechas de una parecen de otro año: lo decide una persona");
		}
		if (this.a.year().isFollowed(this.b.year())) {
			boolean posted = this.a.year().isPostedBeforeEndOf(this.b.year())
					|| this.b.year().isPostedBeforeEndOf(this.a.year());
			add(posted ? "year.posted" : "year.next", "un año, y el curso que empieza en el siguiente");
		}
		else if (this.a.year().endsAlike(this.b.year())) {
			add("year.last", "un año, y el curso que termina en él");
		}
		else if (this.a.year().named() != null && this.b.year().named() != null) {
			add("year.same", "mismo año");
		}
		else if (this.a.year().isPostedFor(this.b.year()) || this.b.year().isPostedFor(this.a.year())) {
			add("year.posted", "publicada mientras la otra está abierta");
		}
		else if (this.a.year().isKnown() != this.b.year().isKnown()) {
			add("year.one", "solo una dice el año");
		}
	}

	private void weighDeadlines(long days) {
		String words = days + " días entre las fechas límite";
		if (days == 0) {
			add("deadline.same", "misma fecha límite");
		}
		else if (days == 1) {
			add("deadline.zone", "un día entre las fechas límite, como entre dos husos horarios");
		}
		else if (days > FAR_DAYS && !isListed()) {
			add("deadline.far", words);
			this.doubts.add("las fechas límite distan %d días: lo decide una persona".formatted(days));
		}
		else if (this.a.wording().saysExtended() || this.b.wording().saysExtended()) {
			add("deadline.extended", words + ", y se amplió el plazo");
		}
		else if (isListed()) {
			add("deadline.listed", words + ", y un anuncio dice las dos");
		}
		else {
			add((days <= NEAR_DAYS) ? "deadline.near" : "deadline.other", words);
			if (days > NEAR_DAYS && areCalledAlike() && !this.observed.contains("title.equal")) {
				this.doubts.add("un programa con dos fechas límite: lo decide una persona");
			}
		}
	}

	/** Whether one announcement names the other one's deadline besides its own. */
	private boolean isListed() {
		return this.a.year().dates().contains(this.b.year().deadline())
				|| this.b.year().dates().contains(this.a.year().deadline());
	}

	private void weighText() {
		if (meet(this.a.wording().amounts(), this.b.wording().amounts())) {
			add("amount.shared", "un monto en común");
		}
		else if (!this.a.wording().amounts().isEmpty() && !this.b.wording().amounts().isEmpty()) {
			add("amount.other", "otros montos");
		}
		long figures = figuresInCommon();
		if (figures > 0) {
			add((figures > 1) ? "figures.shared" : "figures.one", "cifras en común");
		}
		if (translated()) {
			weighUntranslated();
			return;
		}
		int shorter = Math.min(this.a.wording().phrases().size(), this.b.wording().phrases().size());
		if (shorter < 15) {
			return;
		}
		double share = shared(this.a.wording().phrases(), this.b.wording().phrases()) / shorter;
		boolean untold = this.a.year().isUntold() || this.b.year().isUntold();
		if (share >= 0.35 && untold && this.a.wording().latestYear() * this.b.wording().latestYear() > 0
				&& this.a.wording().latestYear() != this.b.wording().latestYear()) {
			this.doubts.add("el mismo texto con otros años: lo decide una persona");
		}
		String words = String.format(Locale.ROOT, "texto en común, %.2f", share);
		add((share >= 0.75) ? "text.same"
				: (share >= 0.35) ? "text.much" : (share >= 0.12) ? "text.some" : "text.other", words);
	}

	private void weighUntranslated() {
		int names = Math.min(this.a.wording().names().size(), this.b.wording().names().size());
		if (names >= 3) {
			double share = shared(this.a.wording().names(), this.b.wording().names()) / names;
			String words = String.format(Locale.ROOT, "nombres en común en dos idiomas, %.2f", share);
			add((share >= 0.5 && names >= 6) ? "names.most" : (share >= 0.25) ? "names.some" : "names.few", words);
		}
		int ideas = Math.min(this.a.wording().ideas().size(), this.b.wording().ideas().size());
		if (ideas >= 8) {
			double share = shared(this.a.wording().ideas(), this.b.wording().ideas()) / ideas;
			String words = String.format(Locale.ROOT, "ideas en común en dos idiomas, %.2f", share);
			add((share >= 0.75) ? "ideas.most" : (share >= 0.5) ? "ideas.some" : "ideas.few", words);
		}
	}

	private boolean translated() {
		return differ(this.a.wording().language(), this.b.wording().language())
				|| differ(this.a.titleLanguage(), this.b.titleLanguage());
	}

	private static boolean differ(@Nullable String language, @Nullable String other) {
		return language != null && other != null && !language.equals(other);
	}

	private void add(String observation, String words) {
		this.observed.add(observation);
		this.reasons.add(new Reason(words, this.weights.of(observation)));
	}

	private static Set<String> keys(Profile profile, boolean listings) {
		return profile.addresses()
			.stream()
			.filter(address -> address.listsMany() == listings)
			.map(WebAddress::key)
			.collect(Collectors.toSet());
	}

	private static Set<String> keysInAnyLanguage(Profile profile) {
		return profile.addresses()
			.stream()
			.filter(address -> !address.listsMany())
			.map(WebAddress::keyInAnyLanguage)
			.collect(Collectors.toSet());
	}

	/** The pages, not listings, that a text links to besides its own. */
	private static Set<WebAddress> linked(Profile profile) {
		Set<String> own = keys(profile, false);
		Set<WebAddress> linked = new HashSet<>();
		profile.links()
			.stream()
			.filter(link -> !own.contains(link))
			.forEach(link -> WebAddress.parse("https://" + link).ifPresent(linked::add));
		return linked;
	}

	private static Set<String> sites(Set<WebAddress> addresses) {
		return addresses.stream().map(WebAddress::site).collect(Collectors.toSet());
	}

	private static String words(Set<String> ideas) {
		return ideas.stream().map(idea -> idea.substring(idea.lastIndexOf(':') + 1)).collect(Collectors.joining(", "));
	}

	private static <T> boolean meet(Set<T> first, Set<T> second) {
		return first.stream().anyMatch(second::contains);
	}

	private static <T> double shared(Set<T> first, Set<T> second) {
		Set<T> both = new HashSet<>(first);
		both.retainAll(second);
		return both.size();
	}

}
