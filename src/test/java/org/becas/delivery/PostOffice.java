package org.becas.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

import org.becas.Database;
import org.becas.SampleOffer;
import org.becas.bulletin.Edition;
import org.becas.bulletin.Press;
import org.becas.delivery.Delivery.State;
import org.becas.mail.MailSettings;
import org.becas.mail.Mailer;
import org.becas.mail.ScriptedRelay;
import org.becas.mail.ReturnPaths;
import org.becas.mail.Sender;
import org.becas.mail.SigningKey;
import org.becas.offer.Level;
import org.becas.offer.OfferId;
import org.becas.subscriber.SignedLinks;
import org.becas.subscriber.Subscriber;
import org.becas.subscriber.Subscribers;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Everything that delivers a bulletin, on a database and with a relay of its own, in a
 * time of its own.
 */
final class PostOffice implements AutoCloseable {

	static final Edition DECEMBER = Edition.of("2026-12");

	static final Mailing BULLETIN = Mailing.of(DECEMBER);

	final VirtualTime time = new VirtualTime("2026-12-01T14:00:00Z");

	final ScriptedRelay relay = new ScriptedRelay();

	final AtomicBoolean diskFull = new AtomicBoolean();

	final Trouble trouble = new Trouble();

	final SigningKey key = new SigningKey(new byte[32]);

	final Database.Connected database;

	final Press press;

	final Subscribers subscribers;

	final Deliveries deliveries;

	final Corrections corrections;

	final Map<String, String> settings = new HashMap<>(Map.of("becas.mail.connections", "1"));

	PostOffice(Database database) {
		this.database = database.fresh();
		this.press = Press.on(this.database, this.time);
		this.subscribers = new Subscribers(jdbc(), this.key, this.time, (event) -> {
		});
		this.deliveries = new Deliveries(jdbc());
		this.corrections = new Corrections(jdbc(), this.deliveries, this.press.bulletins(), this.subscribers,
				Press.templates(), Press.OFFICE, this.time);
	}

	JdbcClient jdbc() {
		return this.database.jdbc();
	}

	/** {@code becas.mail.*} or {@code becas.delivery.*}. */
	PostOffice with(String setting, String value) {
		this.settings.put(setting, value);
		return this;
	}

	/** A call in the bulletin, which is approved by {@link #approve}. */
	OfferId offer(String title, String deadline, Level... levels) {
		return SampleOffer.titled(title).forLevels(levels).closing(deadline).approved().in(this.press.offers());
	}

	void approve() {
		this.press.desk().prepare(DECEMBER);
		this.press.desk().approve(DECEMBER, this.press.desk().proof(DECEMBER).hash(), "Ana");
	}

	/** Subscribers {@code maestria0@example.org} and so on. */
	void subscribe(int count, Level level) {
		subscribe(count, level, "example.org");
	}

	void subscribe(int count, Level level, String domain) {
		List<Object[]> rows = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			String email = level.key() + i + "@" + domain;
			rows.add(new Object[] { email, email, "Persona " + i, level.key() });
		}
		new JdbcTemplate(this.database.dataSource()).batchUpdate("""
				INSERT INTO subscriber (email, email_key, name, levels, language, status, since, changed_at)
				VALUES (?, ?, ?, ?, 'es-CO', 'ACTIVE', 0, 0)
				""", rows);
	}

	/** An approved bulletin with one call for master's students, and who wants it. */
	PostOffice ready(int subscribers) {
		offer("Beca para puentes colgantes", "2027-03-15", Level.MAESTRIA);
		approve();
		subscribe(subscribers, Level.MAESTRIA);
		return this;
	}

	/** One start of the job, to its end. */
	Optional<Stop> deliver() {
		return deliver(BULLETIN);
	}

	Optional<Stop> deliver(Mailing mailing) {
		try {
			freeze(mailing);
			sending().send(mailing, () -> false);
			DeliverJobConfiguration.close(mailing, this.deliveries, ledger(), this.press.bulletins(), this.time);
			return Optional.empty();
		}
		catch (Stop ex) {
			return Optional.of(ex);
		}
	}

	void freeze(Mailing mailing) {
		transactions().executeWithoutResult((status) -> audience().freeze(mailing));
	}

	TransactionTemplate transactions() {
		return new TransactionTemplate(manager());
	}

	private JdbcTransactionManager manager() {
		return new JdbcTransactionManager(this.database.dataSource()) {

			private static final long serialVersionUID = 1L;

			@Override
			protected void doCommit(DefaultTransactionStatus status) {
				if (PostOffice.this.diskFull.get()) {
					doRollback(status);
					throw new TransactionSystemException("No space left on device");
				}
				super.doCommit(status);
			}
		};
	}

	private Audience audience() {
		return new Audience(this.subscribers, this.press.bulletins(), this.press.letters(), this.corrections,
				this.deliveries, new FrozenAudience(new JdbcTemplate(this.database.dataSource())), this.key, sender(),
				bind("becas.delivery", DeliverySettings.class), this.time);
	}

	private Ledger ledger() {
		return new Ledger(this.deliveries, new JdbcTemplate(this.database.dataSource()));
	}

	private Sending sending() {
		MailSettings mail = bind("becas.mail", MailSettings.class);
		DeliverySettings settings = bind("becas.delivery", DeliverySettings.class);
		KeptRates rates = new KeptRates(jdbc());
		Mailer mailer = mailer();
		Pace pace = new Pace(mail, settings, bind("becas.delivery.hours", SendHours.class), rates, mailer, Press.OFFICE,
				this.time);
		return new Sending(this.deliveries, ledger(), rates, pace,
				new Recipients(this.subscribers, this.press.letters()), composer(), mailer, mail, settings,
				this.trouble, manager(), this.time, this.time);
	}

	LetterComposer composer() {
		return new LetterComposer(this.press.letters(), this.corrections, sender(),
				new ReturnPaths(sender(), bind("becas.mail", MailSettings.class), this.key),
				new SignedLinks(this.key, Press.OFFICE), Press.OFFICE);
	}

	Sender sender() {
		return new Sender(Press.OFFICE, bind("becas.mail", MailSettings.class), this.time);
	}

	Mailer mailer() {
		JavaMailSenderImpl settings = new JavaMailSenderImpl();
		settings.setHost("localhost");
		settings.setPort(this.relay.port());
		return Mailer.relay(settings);
	}

	private <T> T bind(String prefix, Class<T> type) {
		return new Binder(new MapConfigurationPropertySource(this.settings)).bindOrCreate(prefix, type);
	}

	Map<State, Integer> totals() {
		return totals(BULLETIN);
	}

	Map<State, Integer> totals(Mailing mailing) {
		Map<State, Integer> totals = new EnumMap<>(this.deliveries.totals(mailing));
		totals.values().removeIf((n) -> n == 0);
		return totals;
	}

	Dispatch dispatch() {
		return this.deliveries.dispatch(BULLETIN).orElseThrow();
	}

	Subscriber subscriber(String email) {
		return this.subscribers.find(org.becas.mail.EmailAddress.of(email)).orElseThrow();
	}

	/** When the relay took each letter, in the ledger's words. */
	List<Instant> takenAt() {
		return jdbc().sql("SELECT changed_at FROM delivery WHERE state = 'ACCEPTED' ORDER BY changed_at")
			.query((row, n) -> Instant.ofEpochMilli(row.getLong(1)))
			.list();
	}

	@Override
	public void close() {
		this.relay.close();
		this.database.close();
	}

}
