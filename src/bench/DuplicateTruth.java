import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

import org.becas.dedupe.Candidate;
import org.becas.dedupe.Comparison;
import org.becas.dedupe.Comparison.Outcome;
import org.becas.dedupe.Grouping;
import org.becas.dedupe.Grouping.Link;
import org.becas.dedupe.Matcher;
import org.becas.extract.Announcement;
import org.becas.extract.AnnouncementReader;

/**
 * Twelve portals announce the same invented calls in four languages, three years long:
 * renamed, shortened, translated, with tracked links and extended deadlines. Since the
 * calls are invented, it is known which postings are one call.
 *
 * <pre>
 * mvn -q compile
 * java -cp target/classes:RE2J_JAR:JSPECIFY_JAR src/bench/DuplicateTruth.java [SEED [SERIES [errors]]]
 * </pre>
 *
 * Postings come in random order and each is compared with its blocks only, as in
 * collecting. The word lists are this file's own.
 */
public class DuplicateTruth {

	private static final String[] LANGUAGES = { "es", "en", "fr", "pt" };

	/** Subject in es, en, fr, pt. */
	private static final String[][] SUBJECTS = {
			{ "energías renovables", "renewable energy", "énergies renouvelables", "energias renováveis" },
			{ "salud pública", "public health", "santé publique", "saúde pública" },
			{ "derecho internacional", "international law", "droit international", "direito internacional" },
			{ "ingeniería civil", "civil engineering", "génie civil", "engenharia civil" },
			{ "ciencia de datos", "data science", "science des données", "ciência de dados" },
			{ "gestión del agua", "water management", "gestion de l'eau", "gestão da água" },
			{ "arquitectura", "architecture", "architecture", "arquitetura" },
			{ "historia del arte", "art history", "histoire de l'art", "história da arte" },
			{ "agricultura sostenible", "sustainable agriculture", "agriculture durable", "agricultura sustentável" },
			{ "periodismo", "journalism", "journalisme", "jornalismo" },
			{ "economía", "economics", "économie", "economia" }, { "física", "physics", "physique", "física" } };

	/** Level in es, en, fr, pt. */
	private static final String[][] LEVELS = { { "maestría", "Master's", "master", "mestrado" },
			{ "doctorado", "PhD", "doctorat", "doutorado" }, { "pregrado", "undergraduate", "licence", "graduação" } };

	/** Country in es, en, fr, pt. */
	private static final String[][] COUNTRIES = { { "Noruega", "Norway", "Norvège", "Noruega" },
			{ "Alemania", "Germany", "Allemagne", "Alemanha" }, { "Japón", "Japan", "Japon", "Japão" },
			{ "Canadá", "Canada", "Canada", "Canadá" }, { "Italia", "Italy", "Italie", "Itália" },
			{ "Corea del Sur", "South Korea", "Corée du Sud", "Coreia do Sul" } };

	private static final String[] NAMES = { "Alma Rivera", "Nordlys", "Tagore-Valdés", "Kestrel", "Montalbán", "Ostrava",
			"Lindqvist", "Pemberley", "Quiroga", "Shirakawa", "Vasterholm", "Zambrano", "Bellocq", "Drummond", "Eguren",
			"Falkenau" };

	private static final String[][] TITLES = { { "Becas %1$s de %2$s en %3$s, %4$s %5$s", "%1$s: becas para %2$s en %3$s (%4$s) %5$s",
			"Convocatoria %5$s: becas %1$s, %2$s en %3$s" },
			{ "%1$s Scholarships for %2$s Studies in %3$s, %4$s %5$s", "%5$s %1$s %2$s Scholarship in %3$s (%4$s)",
					"Fully funded: %1$s %2$s scholarship in %3$s %5$s" },
			{ "Bourses %1$s de %2$s en %3$s, %4$s %5$s", "Bourses d'études %1$s : %2$s en %3$s (%4$s) %5$s",
					"Appel à candidatures %5$s : bourses %1$s, %2$s en %3$s" },
			{ "Bolsas %1$s de %2$s em %3$s, %4$s %5$s", "%1$s: bolsas de %2$s em %3$s (%4$s) %5$s",
					"Edital %5$s: bolsas %1$s, %2$s em %3$s" } };

	private static final String[][] MONTHS = {
			{ "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre",
					"noviembre", "diciembre" },
			{ "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
					"November", "December" },
			{ "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
					"novembre", "décembre" },
			{ "janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto", "setembro", "outubro",
					"novembro", "dezembro" } };

	private static final String[] TEXTS = {
			"La Fundación %1$s otorga becas de %2$s en %3$s en el área de %4$s. La beca cubre matrícula y %5$d euros al mes.\nFecha límite: %6$s.\n",
			"The %1$s Foundation awards scholarships for %2$s studies in %3$s in the field of %4$s. It covers tuition and %5$d euros a month.\nDeadline: %6$s.\n",
			"La Fondation %1$s accorde des bourses de %2$s en %3$s dans le domaine : %4$s. La bourse couvre les frais et %5$d euros par mois.\nDate limite : %6$s.\n",
			"A Fundação %1$s concede bolsas de %2$s em %3$s na área de %4$s. A bolsa cobre as taxas e %5$d euros por mês.\nPrazo: %6$s.\n" };

	private static final String[] EXTENDED = { " (se amplía el plazo)", " - deadline extended", " (date limite reportée)",
			" (inscrições prorrogadas)" };

	private final Random random;

	private final AnnouncementReader reader = new AnnouncementReader();

	private final Matcher matcher = new Matcher();

	private final boolean errors;

	DuplicateTruth(long seed, boolean errors) {
		this.random = new Random(seed);
		this.errors = errors;
	}

	record Posting(String call, Candidate candidate) {

		String title() {
			return this.candidate.facts().title();
		}

	}

	public static void main(String[] args) {
		long seed = (args.length > 0) ? Long.parseLong(args[0]) : 1;
		int series = (args.length > 1) ? Integer.parseInt(args[1]) : 60;
		new DuplicateTruth(seed, args.length > 2).run(series);
	}

	private void run(int series) {
		List<Posting> postings = postings(series);
		Collections.shuffle(postings, this.random);
		long start = System.nanoTime();
		Collection<List<Posting>> clusters = admit(postings);
		double millis = (System.nanoTime() - start) / 1e6 / postings.size();
		print(postings, clusters);
		if (this.errors) {
			printErrors(postings, clusters);
		}
		System.out.printf(Locale.ROOT, "%.2f ms per posting%n", millis);
	}

	private List<Posting> postings(int series) {
		List<Posting> postings = new ArrayList<>();
		Set<String> taken = new HashSet<>();
		while (taken.size() < series) {
			int name = this.random.nextInt(NAMES.length);
			int subject = this.random.nextInt(SUBJECTS.length);
			int level = this.random.nextInt(LEVELS.length);
			if (!taken.add(name + "/" + subject + "/" + level)) {
				continue;
			}
			int country = this.random.nextInt(COUNTRIES.length);
			int amount = 700 + 10 * this.random.nextInt(90);
			LocalDate first = LocalDate.of(2025, 1 + this.random.nextInt(12), 1 + this.random.nextInt(28));
			for (int year = 0; year < 3; year++) {
				LocalDate closes = first.plusYears(year).plusDays(this.random.nextInt(15) - 7);
				String call = name + "/" + subject + "/" + level + "@" + year;
				announce(call, new int[] { name, subject, level, country }, amount, closes, postings);
			}
		}
		return postings;
	}

	private void announce(String call, int[] what, int amount, LocalDate closes, List<Posting> postings) {
		List<Integer> portals = new ArrayList<>(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11));
		Collections.shuffle(portals, this.random);
		int many = 2 + this.random.nextInt(4);
		for (int portal : portals.subList(0, many)) {
			postings.add(posting(call, what, amount, closes, portal));
		}
	}

	private Posting posting(String call, int[] what, int amount, LocalDate closes, int portal) {
		int language = portal % LANGUAGES.length;
		boolean extended = this.random.nextInt(10) == 0;
		LocalDate day = extended ? closes.plusDays(14) : closes;
		String year = (this.random.nextInt(4) == 0) ? "" : String.valueOf(closes.getYear());
		boolean shortened = this.random.nextInt(5) == 0;
		String title = TITLES[language][this.random.nextInt(3)].formatted(NAMES[what[0]], LEVELS[what[2]][language],
				COUNTRIES[what[3]][language], shortened ? "" : SUBJECTS[what[1]][language], year);
		title = title.replace("()", "").replaceAll("[,\\s]+$", "").replaceAll(" +", " ").replace(" ,", ",");
		if (extended && this.random.nextInt(4) > 0) {
			title += EXTENDED[language];
		}
		String official = "https://www.fund-" + what[0] + ".example/calls/" + call.replaceAll("\\W", "-");
		String text = TEXTS[language].formatted(NAMES[what[0]], LEVELS[what[2]][language], COUNTRIES[what[3]][language],
				SUBJECTS[what[1]][language], amount, date(day, language));
		if (this.random.nextInt(3) > 0) {
			text += official + ((this.random.nextBoolean()) ? "?utm_source=portal" + portal : "") + "\n";
		}
		String url = (portal == 0) ? official
				: "https://portal" + portal + ".example/p/" + Integer.toHexString(this.random.nextInt());
		Announcement announcement = new Announcement(title, text, url, closes.minusMonths(2), Announcement.Hints.NONE);
		return new Posting(call, new Candidate(this.reader.read(announcement, closes.minusMonths(1)).facts(), text,
				new LinkedHashSet<>(Set.of(url))));
	}

	private static String date(LocalDate day, int language) {
		String month = MONTHS[language][day.getMonthValue() - 1];
		return switch (language) {
			case 1 -> month + " " + day.getDayOfMonth() + ", " + day.getYear();
			case 2 -> day.getDayOfMonth() + " " + month + " " + day.getYear();
			default -> day.getDayOfMonth() + " de " + month + " de " + day.getYear();
		};
	}

	/**
	 * As collecting does: keys, blocks, comparisons; then what is linked with the new one
	 * is grouped anew. What is unsure stays apart.
	 */
	private Collection<List<Posting>> admit(List<Posting> postings) {
		Map<String, Set<Integer>> blocks = new HashMap<>();
		Map<Integer, List<Link<Integer>>> links = new HashMap<>();
		Map<Integer, Set<Integer>> groups = new HashMap<>();
		long compared = 0;
		int asked = 0;
		for (int fresh = 0; fresh < postings.size(); fresh++) {
			Set<Integer> mates = new TreeSet<>();
			Set<String> keys = this.matcher.keys(postings.get(fresh).candidate());
			keys.forEach(key -> mates.addAll(blocks.getOrDefault(key, Set.of())));
			links.put(fresh, new ArrayList<>());
			boolean unsure = false;
			for (int mate : mates) {
				Comparison comparison = compare(postings, fresh, mate);
				unsure |= comparison.outcome() == Outcome.REVIEW;
				if (comparison.outcome() == Outcome.SAME) {
					Link<Integer> link = new Link<>(fresh, mate, comparison.score());
					links.get(fresh).add(link);
					links.get(mate).add(link);
				}
			}
			compared += mates.size();
			asked += (unsure && links.get(fresh).isEmpty()) ? 1 : 0;
			regroup(postings, fresh, links, groups);
			for (String key : keys) {
				blocks.computeIfAbsent(key, k -> new HashSet<>()).add(fresh);
			}
		}
		System.out.printf(Locale.ROOT, "%d postings, %.1f compared each, %d asked (%.3f)%n", postings.size(),
				(double) compared / postings.size(), asked, (double) asked / postings.size());
		return new HashSet<>(groups.values()).stream().map(group -> group.stream().map(postings::get).toList()).toList();
	}

	private Comparison compare(List<Posting> postings, int one, int other) {
		return this.matcher.compare(postings.get(one).candidate(), postings.get(other).candidate());
	}

	private void regroup(List<Posting> postings, int fresh, Map<Integer, List<Link<Integer>>> links,
			Map<Integer, Set<Integer>> groups) {
		Set<Integer> component = new TreeSet<>(Set.of(fresh));
		Deque<Integer> left = new ArrayDeque<>(component);
		Set<Link<Integer>> within = new HashSet<>();
		while (!left.isEmpty()) {
			for (Link<Integer> link : links.get(left.pop())) {
				within.add(link);
				for (int end : List.of(link.one(), link.other())) {
					if (component.add(end)) {
						left.push(end);
					}
				}
			}
		}
		List<Set<Integer>> singles = component.stream().map(Set::of).toList();
		for (Set<Integer> group : Grouping.of(singles, within, (a, b) -> compare(postings, a, b))) {
			group.forEach(member -> groups.put(member, group));
		}
	}

	private void printErrors(List<Posting> postings, Collection<List<Posting>> clusters) {
		Map<Posting, List<Posting>> found = new IdentityHashMap<>();
		clusters.forEach(cluster -> cluster.forEach(posting -> found.put(posting, cluster)));
		for (int i = 0; i < postings.size(); i++) {
			for (int j = i + 1; j < postings.size(); j++) {
				boolean same = postings.get(i).call().equals(postings.get(j).call());
				if (same != (found.get(postings.get(i)) == found.get(postings.get(j)))) {
					Comparison comparison = compare(postings, i, j);
					System.out.printf("%s%n  %s | %s%n  %s %s %s %s%n", same ? "parted" : "merged", postings.get(i).title(),
							postings.get(j).title(), postings.get(i).call(), postings.get(j).call(), comparison.outcome(), comparison.reasons());
				}
			}
		}
	}

	private static void print(List<Posting> postings, Collection<List<Posting>> clusters) {
		Map<String, Long> size = new HashMap<>();
		postings.forEach(posting -> size.merge(posting.call(), 1L, Long::sum));
		long truth = size.values().stream().mapToLong(DuplicateTruth::pairs).sum();
		long said = 0;
		long right = 0;
		long acrossYears = 0;
		double precision = 0;
		double recall = 0;
		for (List<Posting> cluster : clusters) {
			Map<String, Long> parts = new HashMap<>();
			cluster.forEach(posting -> parts.merge(posting.call(), 1L, Long::sum));
			said += pairs(cluster.size());
			right += parts.values().stream().mapToLong(DuplicateTruth::pairs).sum();
			Map<String, Set<String>> years = new HashMap<>();
			parts.keySet().forEach(call -> years.computeIfAbsent(call.split("@")[0], s -> new HashSet<>()).add(call));
			acrossYears += years.values().stream().filter(editions -> editions.size() > 1).count();
			for (Map.Entry<String, Long> part : parts.entrySet()) {
				precision += (double) part.getValue() * part.getValue() / cluster.size();
				recall += (double) part.getValue() * part.getValue() / size.get(part.getKey());
			}
		}
		double p = (double) right / said;
		double r = (double) right / truth;
		precision /= postings.size();
		recall /= postings.size();
		System.out.printf(Locale.ROOT, "%d calls, %d clusters%n", size.size(), clusters.size());
		System.out.printf(Locale.ROOT, "pairwise  P %.4f  R %.4f  F1 %.4f%n", p, r, 2 * p * r / (p + r));
		System.out.printf(Locale.ROOT, "B-cubed   P %.4f  R %.4f  F1 %.4f%n", precision, recall,
				2 * precision * recall / (precision + recall));
		System.out.printf("merges across editions %d%n", acrossYears);
	}

	private static long pairs(long many) {
		return many * (many - 1) / 2;
	}

}
