package org.becas.run;

import java.lang.management.ManagementFactory;

import javax.management.JMException;
import javax.management.ObjectName;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class QuickCompilationTests {

	@AfterEach
	void compileAsBefore() throws JMException {
		ask("compilerDirectivesRemove");
		ask("compilerDirectivesRemove");
	}

	@Test
	void leavesOnlyCiphersToTheOptimisingCompiler() throws JMException {
		QuickCompilation.prefer();
		String directives = ask("compilerDirectivesPrint");
		assertThat(directives.substring(directives.indexOf("java/math"))).containsSubsequence("java/math/*.*",
				"c2 directives:", "Exclude:false", "Directive:", "*.*", "c2 directives:", "Exclude:true");
	}

	private static String ask(String command) throws JMException {
		return String.valueOf(ManagementFactory.getPlatformMBeanServer()
			.invoke(new ObjectName("com.sun.management:type=DiagnosticCommand"), command, new Object[0],
					new String[0]));
	}

}
