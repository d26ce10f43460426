package org.becas.run;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.Set;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IFactory;

/** The commands of {@code java -jar becas.jar}, each in a class of its own. */
@Command(name = "becas", mixinStandardHelpOptions = true,
		description = "Reúne convocatorias de becas, ayuda a revisarlas y envía el boletín del mes.",
		synopsisSubcommandLabel = "COMANDO")
public final class Commands {

	private static final List<Class<?>> ALL = List.of(ServeCommand.class, DemoCommand.class, CollectCommand.class,
			SourcesCommand.class, OffersCommand.class, PrepareCommand.class, ApproveCommand.class, DeliverCommand.class,
			ReportCommand.class, SubscribersCommand.class, AccountCommand.class, BackupCommand.class,
			RestoreCommand.class, DoctorCommand.class, FeedCommand.class, ReadCommand.class, MatchCommand.class,
			EvaluateCommand.class, BouncesCommand.class, DkimCommand.class, CertificateCommand.class,
			ArchiveCommand.class, TrialCommand.class, CorrectCommand.class, ResolveCommand.class);

	/** They stay up for months. */
	private static final Set<String> SERVING = Set.of("serve", "demo");

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
		String[] words = (args.length == 0) ? new String[] { "serve" } : args;
		if (!SERVING.contains(words[0])) {
			QuickCompilation.prefer();
		}
		return line(words[0], starter).setOut(writer(System.out, "stdout.encoding"))
			.setErr(writer(System.err, "stderr.encoding"))
			.execute(words);
	}

	/** What runs the command that the first word names. */
	static CommandLine line(String first, Starter starter) {
		return tellingItsVersion(offering(first, starter))
			.setResourceBundle(ResourceBundle.getBundle("messages.commands", Locale.ROOT))
			.setCaseInsensitiveEnumValuesAllowed(true)
			.setParameterExceptionHandler(WrongUse::explain)
			.setExecutionExceptionHandler((ex, command, parsed) -> WrongUse.explain(ex, command));
	}

	/**
	 * The command that is named, or all of them where help or a correction is wanted:
	 * making them takes longer than some of them run.
	 */
	private static CommandLine offering(String first, Starter starter) {
		IFactory factory = factory(starter);
		CommandLine line = new CommandLine(new Commands(), factory);
		List<Class<?>> named = ALL.stream().filter((type) -> name(type).equals(first)).toList();
		for (Class<?> type : named.isEmpty() ? ALL : named) {
			line.addSubcommand(name(type), new CommandLine(type, factory));
		}
		return named.isEmpty() ? line.addSubcommand(new CommandLine.HelpCommand()) : line;
	}

	private static CommandLine tellingItsVersion(CommandLine line) {
		String built = Objects.requireNonNullElse(Commands.class.getPackage().getImplementationVersion(),
				"sin empaquetar");
		line.getCommandSpec().version("Becas " + built + ", Java " + Runtime.version());
		line.getSubcommands().values().forEach(Commands::tellingItsVersion);
		return line;
	}

	private static String name(Class<?> command) {
		return Objects.requireNonNull(command.getAnnotation(Command.class), command::getName).name();
	}

	/**
	 * What the console says it reads; UTF-8 where it claims to know no accents, as a
	 * server without a language set does.
	 */
	private static PrintWriter writer(PrintStream console, String encoding) {
		Charset told = Charset.forName(System.getProperty(encoding, Charset.defaultCharset().name()));
		return new PrintWriter(console, true, told.newEncoder().canEncode('ó') ? told : StandardCharsets.UTF_8);
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
