package org.becas.run;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IFactory;

/** The commands of {@code java -jar becas.jar}, each in a class of its own. */
@Command(name = "becas", mixinStandardHelpOptions = true,
		description = "Reúne convocatorias de becas, ayuda a revisarlas y envía el boletín del mes.",
		synopsisSubcommandLabel = "COMANDO",
		subcommands = { CommandLine.HelpCommand.class, ReadCommand.class, EvaluateCommand.class })
public final class Commands {

	/** Done. */
	public static final int DONE = 0;

	/** Something in the data needs a person. */
	public static final int NEEDS_A_PERSON = 1;

	/** Wrong use or configuration. */
	public static final int WRONG_USE = 2;

	/** The program goes on serving after the command has returned. */
	public static final int STAYS_UP = -1;

	private Commands() {
	}

	/**
	 * Runs what the arguments say; nothing at all means {@code serve}.
	 * @return the exit code
	 */
	public static int execute(String[] args, Starter starter) {
		return new CommandLine(new Commands(), factory(starter))
			.execute((args.length == 0) ? new String[] { "serve" } : args);
	}

	/** Gives each command the starter, where its constructor asks for it. */
	private static IFactory factory(Starter starter) {
		IFactory plain = CommandLine.defaultFactory();
		return new IFactory() {
			@Override
			public <K> K create(Class<K> type) throws Exception {
				try {
					return type.getDeclaredConstructor(Starter.class).newInstance(starter);
				}
				catch (NoSuchMethodException ex) {
					return plain.create(type);
				}
			}
		};
	}

}
