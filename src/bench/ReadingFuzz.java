import java.lang.management.ManagementFactory;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;

import org.becas.extract.Announcement;
import org.becas.extract.Announcement.Hints;
import org.becas.extract.AnnouncementReader;
import org.becas.extract.Reading;
import org.becas.offer.Evidence;
import org.becas.offer.Evidence.Place;
import org.becas.offer.Field;

/**
 * Reads texts that a seeded generator makes up, and says which of them fail: an
 * exception, a quote that does not stand where its evidence says, or more than 50 ms per
 * 10 KB of computing (measured again, so that a warm-up or a collection is not counted).
 *
 * <p>
 * Run by hand, never by the build:
 * {@code java -cp target/classes:LIBRARIES src/bench/ReadingFuzz.java SEED COUNT}, where
 * LIBRARIES come from {@code ./mvnw -q dependency:build-classpath}. An input is repeated
 * with its own seed and a count of 1.
 */
public final class ReadingFuzz {

	private static final LocalDate TODAY = LocalDate.of(2026, 11, 1);

	private static final long NANOS_PER_CHARACTER = 50_000_000L / 10_000;

	/** Below this the clock's own grain counts more than the text. */
	private static final long GRACE_NANOS = 20_000_000L;

	private static final String[] FRAGMENTS = { "Becas de maestría en salud pública", "PhD scholarships in Germany",
			"Bourses de master", "Bolsas de doutorado", "Promotionsstipendien", "Cierre: ", "Deadline: ",
			"Bewerbungsschluss: ", "Date limite : ", "Prazo: ", "hasta el ", "between ", "entre ", "15 de marzo de 2027",
			"03/04/2027", "March 15th, 2027", "1er avril 2027", "31.12.2027", "2027-02-30", "a las 5:00 p. m.",
			"23:59 CET", "12 m.", "hora peruana", "AoE", "la beca cubre matrícula y tiquetes", "covers tuition fees",
			"no incluye pasajes", "USD 1,800 al mes", "€ 934", "S/ 1.025", "COP 3 SMMLV", "hasta 30.000 euros",
			"entre 850 y 1.200 €", "R$ 2.100,00", "menores de 35 años", "between 18 and 30 years old",
			"nacidos después de 1990", "no older than ", "IELTS 6.5", "TOEFL iBT 80", "inglés B2", "DELF B2", "HSK 4",
			"JLPT N2", "Modalidad: virtual", "100 % online", "Áreas: ingeniería, salud", "in the field of ",
			"Application fee: USD 50", "https://bit.ly/x", "http://icetex.gov.co@evil.example", "http://xn--a.com",
			"Colombia", "ciudadanos colombianos", "not nationals of ", "Requisitos:\n- título de pregrado\n",
			"# Beneficios\n", "| Nivel | Cierre |\n| Maestría | 3 de mayo |\n", "<b>", "</td>", "&nbsp;", "&#x1F600;",
			"universidad", "of", "de", "y", "a", "x" };

	private static final String MARKS = "()[]{}«»\"'.,;:!?¿¡-–—/\\|*#·•…%&<>=+_~^@$€£¥ \t\n\r";

	private static final int[] ODD = { 0x00, 0x0B, 0x85, 0xA0, 0xAD, 0x200B, 0x200F, 0x202E, 0x2028, 0xFEFF, 0xFFFD,
			0xD800, 0xDC00, 0x1F393, 0x0301, 0x0130, 0x0131, 0x1E9E, 0xFB01, 0x0663, 0xFF11, 0x4E00, 0xE000, 0xFFFF };

	private final AnnouncementReader reader = new AnnouncementReader();

	private long characters;

	private long slow;

	private long failed;

	private long slowest;

	public static void main(String[] arguments) {
		if (arguments.length != 2) {
			System.err.println("SEED COUNT");
			System.exit(2);
		}
		long seed = Long.parseLong(arguments[0]);
		long count = Long.parseLong(arguments[1]);
		ReadingFuzz fuzz = new ReadingFuzz();
		if (count > 1) {
			fuzz.readLarge();
		}
		boolean sound = fuzz.run(seed, count);
		System.exit(sound ? 0 : 1);
	}

	/** What this thread has computed: a busy machine makes no text slow. */
	private static long cpuTime() {
		return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
	}

	/** A million characters of one thing, which must take less than a second. */
	private void readLarge() {
		for (String fragment : FRAGMENTS) {
			for (String end : List.of("", " ", "\n")) {
				String unit = fragment + end;
				Announcement announcement = new Announcement("Beca", unit.repeat(1_000_000 / unit.length()));
				long least = Long.MAX_VALUE;
				for (int i = 0; i < 3 && least > 1_000_000_000L; i++) {
					long before = cpuTime();
					check(announcement, this.reader.read(announcement, TODAY));
					least = Math.min(least, cpuTime() - before);
				}
				if (least > 1_000_000_000L) {
					this.slow++;
					System.out.printf("1 MB of \"%s\": %d ms%n", unit.strip(), least / 1_000_000);
				}
			}
		}
		System.out.printf("%d texts of 1 MB, %d slow%n", 3 * FRAGMENTS.length, this.slow);
	}

	private boolean run(long seed, long count) {
		long start = System.nanoTime();
		for (long i = 0; i < count; i++) {
			read(seed + i);
			if ((i + 1) % 100_000 == 0 || i + 1 == count) {
				System.out.printf("%d inputs, %d MB, %d failed, %d slow, slowest %d ns per character, %d s%n", i + 1,
						this.characters / 1_000_000, this.failed, this.slow, this.slowest,
						(System.nanoTime() - start) / 1_000_000_000);
			}
		}
		return this.failed == 0 && this.slow == 0;
	}

	private void read(long seed) {
		Announcement announcement = announcement(new Random(seed));
		this.characters += announcement.text().length();
		try {
			long before = cpuTime();
			check(announcement, this.reader.read(announcement, TODAY));
			time(seed, announcement, cpuTime() - before);
		}
		catch (RuntimeException | StackOverflowError ex) {
			this.failed++;
			System.out.printf("seed %d: %s%n", seed, ex);
			if (this.failed <= 10) {
				ex.printStackTrace(System.out);
			}
		}
	}

	private void time(long seed, Announcement announcement, long nanos) {
		int length = length(announcement);
		long allowed = GRACE_NANOS + length * NANOS_PER_CHARACTER;
		long least = nanos;
		for (int again = 0; again < 3 && least > allowed; again++) {
			long before = cpuTime();
			this.reader.read(announcement, TODAY);
			least = Math.min(least, cpuTime() - before);
		}
		if (length > 2000) {
			this.slowest = Math.max(this.slowest, least / length);
		}
		if (least > allowed) {
			this.slow++;
			System.out.printf("seed %d: %d ms for %d characters%n", seed, least / 1_000_000, length);
		}
	}

	/** All that is read: the source's own fields and the address count too. */
	private static int length(Announcement announcement) {
		Hints hints = announcement.hints();
		return Stream
			.of(announcement.title(), announcement.text(), announcement.url(), hints.deadlineField(), hints.levelField())
			.filter(Objects::nonNull)
			.mapToInt(String::length)
			.sum() + 1;
	}

	private static void check(Announcement announcement, Reading reading) {
		for (Evidence evidence : reading.words()) {
			String whole = (evidence.place() == Place.TITLE) ? announcement.title()
					: (evidence.place() == Place.TEXT) ? announcement.text() : null;
			if (whole != null && !whole.startsWith(evidence.quote(), evidence.start())) {
				throw new IllegalStateException("The quote does not stand there: " + evidence);
			}
		}
		for (Field field : Field.CONDITIONS) {
			reading.facts().with(field, reading.facts().value(field));
		}
		reading.confidence();
	}

	private static Announcement announcement(Random random) {
		String title = text(random, 1 + random.nextInt(6));
		return new Announcement(title, text(random, size(random)),
				(random.nextInt(4) == 0) ? "https://" + text(random, 2) : null,
				random.nextBoolean() ? LocalDate.ofEpochDay(20_000 + random.nextInt(1000)) : null,
				(random.nextInt(8) == 0) ? new Hints("es", "CO", null, java.util.Set.of(), text(random, 3),
						text(random, 3)) : Hints.NONE);
	}

	/** Pieces: mostly few, now and then a thousand. */
	private static int size(Random random) {
		int kind = random.nextInt(1000);
		return (kind == 0) ? 1000 : (kind < 20) ? 120 : random.nextInt(14);
	}

	private static String text(Random random, int pieces) {
		StringBuilder text = new StringBuilder();
		for (int i = 0; i < pieces; i++) {
			piece(random, text);
		}
		return text.toString();
	}

	private static void piece(Random random, StringBuilder text) {
		switch (random.nextInt(14)) {
			case 0 -> text.appendCodePoint(ODD[random.nextInt(ODD.length)]);
			case 1 -> text.append(MARKS.charAt(random.nextInt(MARKS.length())));
			case 2 -> text.append(random.nextInt(3000));
			case 3 -> text.append(random.nextLong());
			case 4 -> text.append(String.valueOf(MARKS.charAt(random.nextInt(MARKS.length()))).repeat(random.nextInt(40)));
			case 5 -> repeat(random, text);
			case 6 -> text.append((char) random.nextInt(0x10000));
			case 7 -> text.append('\n');
			default -> text.append(FRAGMENTS[random.nextInt(FRAGMENTS.length)]).append(random.nextInt(5) == 0 ? "" : " ");
		}
	}

	/** One fragment or one character over and over, sometimes very often. */
	private static void repeat(Random random, StringBuilder text) {
		List<String> units = new ArrayList<>(List.of(FRAGMENTS));
		units.add(String.valueOf((char) ('a' + random.nextInt(26))));
		String unit = units.get(random.nextInt(units.size()));
		text.append(unit.repeat((random.nextInt(500) == 0) ? 2000 : 1 + random.nextInt(5)));
	}

}
