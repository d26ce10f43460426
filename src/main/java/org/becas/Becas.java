package org.becas;

import java.util.Arrays;

import org.becas.run.Commands;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Where the program starts: {@code java -jar becas.jar COMMAND}. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class Becas {

	public static void main(String[] args) {
		int exit = Commands.execute(args,
				(web, settings) -> new SpringApplicationBuilder(Becas.class)
					.web(web ? WebApplicationType.SERVLET : WebApplicationType.NONE)
					// A command makes only what it uses
					.lazyInitialization(!web)
					.run(Arrays.stream(settings).map("--"::concat).toArray(String[]::new)));
		if (exit != Commands.STAYS_UP) {
			System.exit(exit);
		}
	}

}
