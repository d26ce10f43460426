import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Locale;
import java.util.stream.Stream;

import org.becas.bounce.Notice;
import org.becas.bounce.NoticeReader;
import org.becas.mail.MailSettings;
import org.becas.mail.ReturnPaths;
import org.becas.mail.Sender;
import org.becas.mail.SigningKey;
import org.becas.office.Office;

/**
 * What the bounce reader makes of each message in a folder: {@code java -cp CLASSPATH Notices.java FOLDER}. A line
 * for each: file, kind, status, text, with tabs between them.
 */
class Notices {

	public static void main(String[] args) throws Exception {
		Office office = new Office("O", "O", "C", "E", "1", "A", "1", "o@example.org", ZoneId.of("America/Bogota"),
				Locale.ROOT, URI.create("https://example.org"), URI.create("https://example.org"), "", "#14532d", "B");
		MailSettings settings = new MailSettings(null, null, null, null, "rebotes@example.org", 4, 200, 0);
		NoticeReader reader = new NoticeReader(new ReturnPaths(new Sender(office, settings, Clock.systemUTC()),
				settings, new SigningKey(new byte[] { 1 })));
		try (Stream<Path> files = Files.list(Path.of(args[0]))) {
			for (Path file : files.filter((path) -> path.toString().endsWith(".eml")).sorted().toList()) {
				Notice notice = reader.read(Files.readAllBytes(file));
				System.out.println(file.getFileName() + "\t" + notice.kind() + "\t" + notice.status() + "\t"
						+ notice.text());
			}
		}
	}

}
