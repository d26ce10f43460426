package org.becas.run;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * Has HotSpot compile once and quickly instead of twice. Most commands are done within
 * seconds or a few minutes, in which its optimising compiler (C2) takes more of the
 * processor than what it makes of our methods gives back. Ciphers and signatures are left
 * to it: there it puts in the processor's own instructions.
 *
 * @see <a href="https://openjdk.org/jeps/165">JEP 165, compiler directives</a>
 */
final class QuickCompilation {

	private static final String DIRECTIVES = """
			[
			  { match: ["java/math/*.*", "sun/security/*.*", "com/sun/crypto/*.*"], c2: { Exclude: false } },
			  { match: "*.*", c2: { Exclude: true } }
			]
			""";

	private QuickCompilation() {
	}

	/**
	 * For this process, from now on; nothing where the machine is another than HotSpot.
	 */
	static void prefer() {
		try {
			ObjectName commands = new ObjectName("com.sun.management:type=DiagnosticCommand");
			MBeanServer machine = ManagementFactory.getPlatformMBeanServer();
			if (machine.isRegistered(commands)) {
				direct(machine, commands);
			}
		}
		catch (JMException | IOException ex) {
			// It runs as it would have: somewhat slower at first
			return;
		}
	}

	private static void direct(MBeanServer machine, ObjectName commands) throws JMException, IOException {
		Path file = Files.createTempFile("becas", ".json");
		try {
			Files.writeString(file, DIRECTIVES);
			machine.invoke(commands, "compilerDirectivesAdd", new Object[] { new String[] { file.toString() } },
					new String[] { String[].class.getName() });
		}
		finally {
			Files.deleteIfExists(file);
		}
	}

}
