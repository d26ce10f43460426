import java.lang.management.ManagementFactory;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;

import com.sun.management.OperatingSystemMXBean;

import org.becas.extract.Announcement;
import org.becas.extract.AnnouncementReader;

/**
 * How many announcements of 2,000 characters are read in a second of processor time, whether
 * that stays so, and how long a megabyte takes.
 *
 * <pre>
 * mvn -q compile
 * java -XX:ActiveProcessorCount=1 -Xmx256m -cp target/classes:RE2J_JAR:JSPECIFY_JAR src/bench/extract/ReadingSpeed.java [COUNT]
 * </pre>
 *
 * The texts are put together from invented sentences in four languages, each with its own
 * numbers, so that no two are the same.
 */
public class ReadingSpeed {

	private static final int LENGTH = 2000;

	private static final int BATCH = 1000;

	private static final LocalDate TODAY = LocalDate.of(2027, 1, 1);

	private static final String[][] SENTENCES = {
			{ "La Universidad de Ejemplo %d abre la convocatoria de becas completas para cursar maestría en gestión del agua.",
					"Podrán postularse profesionales de América Latina con título de pregrado y promedio mínimo de 4,%d.",
					"Fecha límite de postulación: %d de marzo de 2027, 5:00 p. m., hora de Colombia.",
					"La beca cubre matrícula, tiquetes aéreos y un sostenimiento mensual de %d euros durante dos años.",
					"Los resultados se publicarán el %d de mayo y las clases comienzan en septiembre.",
					"El aspirante debe presentar certificado de inglés B2, dos cartas de recomendación y un ensayo de %d palabras." },
			{ "The Example Foundation invites applications for %d fully funded PhD scholarships at universities in Norway.",
					"Applicants must hold a Master's degree, be under %d years of age and show proof of English proficiency.",
					"Deadline: %d April 2027 (annual). Course starts: October 2027.",
					"The award covers tuition fees, a monthly stipend of %d euros, health insurance and one return ticket.",
					"Shortlisted candidates will be interviewed on %d June 2027 and informed in July.",
					"Citizens of developing countries are eligible; nationals of EU countries cannot apply to call %d." },
			{ "L'université d'exemple propose %d bourses de master aux étudiants internationaux pour l'année 2027-2028.",
					"Les candidats doivent être titulaires d'une licence et âgés de moins de %d ans.",
					"Date limite de dépôt des dossiers : le %d avril 2027 à 23h59, heure de Paris.",
					"La bourse comprend une allocation mensuelle de %d euros, l'assurance et les frais de voyage.",
					"Les lauréats seront informés le %d juin 2027.",
					"Le dossier comporte un curriculum vitae, une lettre de motivation et %d lettres de recommandation." },
			{ "A Fundação de Exemplo oferece %d bolsas de doutorado em universidades de Portugal.",
					"Os candidatos devem ter concluído o mestrado com média de pelo menos %d valores.",
					"As inscrições estão abertas até %d de abril de 2027, às 18h, horário de Brasília.",
					"A bolsa cobre mensalidade, passagem aérea, seguro-saúde e auxílio instalação de %d euros.",
					"O resultado final será divulgado em %d de junho de 2027.",
					"É necessário enviar histórico escolar, projeto de pesquisa e %d cartas de recomendação." } };

	public static void main(String[] args) {
		int count = (args.length > 0) ? Integer.parseInt(args[0]) : 100_000;
		AnnouncementReader reader = new AnnouncementReader();
		read(reader, new Random(1), Math.min(count, 5000));
		System.out.printf("%9s %12s %10s%n", "read", "per CPU s", "heap MB");
		Random random = new Random(7);
		int step = Math.max(1, count / 10);
		for (int done = 0; done < count; done += step) {
			double seconds = read(reader, random, step);
			System.out.printf(Locale.ROOT, "%9d %12.0f %10.1f%n", done + step, step / seconds, heap());
		}
		String megabyte = text(random, 1 << 20);
		double start = processorTime();
		reader.read(new Announcement("Becas de maestría 2027", megabyte), TODAY);
		System.out.printf(Locale.ROOT, "a text of %d characters: %.3f s%n", megabyte.length(),
				processorTime() - start);
	}

	/** Seconds of processor time that reading took, with all that the machine did for it. */
	private static double read(AnnouncementReader reader, Random random, int count) {
		double seconds = 0;
		for (int done = 0; done < count; done += BATCH) {
			List<Announcement> batch = IntStream.range(done, Math.min(count, done + BATCH))
				.mapToObj(i -> new Announcement("Beca %d de maestría 2027".formatted(i), text(random, LENGTH)))
				.toList();
			double start = processorTime();
			batch.forEach(announcement -> reader.read(announcement, TODAY));
			seconds += processorTime() - start;
		}
		return seconds;
	}

	private static double processorTime() {
		return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime() / 1e9;
	}

	private static String text(Random random, int length) {
		StringBuilder text = new StringBuilder(length + 200);
		String[] language = SENTENCES[random.nextInt(SENTENCES.length)];
		while (text.length() < length) {
			text.append(language[random.nextInt(language.length)].formatted(1 + random.nextInt(27)))
				.append((random.nextInt(3) == 0) ? "\n" : " ");
		}
		return text.substring(0, length);
	}

	private static double heap() {
		System.gc();
		Runtime runtime = Runtime.getRuntime();
		return (runtime.totalMemory() - runtime.freeMemory()) / 1e6;
	}

}
