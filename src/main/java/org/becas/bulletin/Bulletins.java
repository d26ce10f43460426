package org.becas.bulletin;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.becas.bulletin.Bulletin.Status;
import org.becas.offer.Facts;
import org.becas.offer.Field;
import org.becas.offer.Level;
import org.becas.offer.OfferId;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Where bulletins are kept. */
@Repository
public class Bulletins {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final JdbcClient jdbc;

	public Bulletins(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	public Optional<Bulletin> find(Edition edition) {
		return this.jdbc.sql("SELECT * FROM bulletin WHERE edition = :edition")
			.param("edition", edition.toString())
			.query(Bulletins::bulletin)
			.optional()
			.map(bulletin -> bulletin.printing(entries(edition)));
	}

	/** Every bulletin, newest edition first, without its entries. */
	public List<Bulletin> list() {
		return this.jdbc.sql("SELECT * FROM bulletin ORDER BY edition DESC").query(Bulletins::bulletin).list();
	}

	/** The bulletins that everybody may read, newest edition first. */
	public List<Bulletin> published() {
		return list().stream()
			.filter(Bulletin::isPublic)
			.map((bulletin) -> bulletin.printing(entries(bulletin.edition())))
			.toList();
	}

	/**
	 * The letter for a choice of levels, as it was approved; empty if there is nothing at
	 * these levels.
	 * @throws IllegalStateException if the edition is not approved
	 */
	public Optional<RenderedBulletin> rendering(Edition edition, Set<Level> levels) {
		if (find(edition).filter(bulletin -> !bulletin.isDraft()).isEmpty()) {
			throw new IllegalStateException("El boletín %s no está aprobado".formatted(edition));
		}
		return this.jdbc.sql("""
				SELECT subject, html, body FROM bulletin_rendering
				WHERE edition = :edition AND levels = :levels
				""")
			.param("edition", edition.toString())
			.param("levels", Level.join(levels))
			.query((row, n) -> new RenderedBulletin(row.getString("subject"), row.getString("html"),
					row.getString("body")))
			.optional();
	}

	/** The templates as they were when the edition was approved, by their names. */
	public Map<String, String> templates(Edition edition) {
		Map<String, String> templates = new LinkedHashMap<>();
		this.jdbc.sql("SELECT name, content FROM bulletin_template WHERE edition = :edition ORDER BY name")
			.param("edition", edition.toString())
			.query((row) -> {
				templates.put(row.getString("name"), row.getString("content"));
			});
		return templates;
	}

	/**
	 * Records that letters begin to leave, after which the bulletin cannot go back to
	 * being a draft. A second time changes nothing.
	 * @throws IllegalStateException if the edition is not approved
	 */
	@Transactional
	public void markSending(Edition edition, Instant at) {
		int changed = this.jdbc.sql("""
				UPDATE bulletin SET sending_at = COALESCE(sending_at, :at)
				WHERE edition = :edition AND status IN ('APPROVED', 'SENT')
				""").param("at", at.toEpochMilli()).param("edition", edition.toString()).update();
		mustHaveChanged(changed, edition);
	}

	/**
	 * Records that every letter left; from now on the bulletin is public. A second time
	 * changes nothing.
	 * @throws IllegalStateException if the edition is not approved
	 */
	@Transactional
	public void markSent(Edition edition, Instant at) {
		int changed = this.jdbc.sql("""
				UPDATE bulletin SET status = 'SENT', sending_at = COALESCE(sending_at, :at),
				  sent_at = COALESCE(sent_at, :at)
				WHERE edition = :edition AND status IN ('APPROVED', 'SENT')
				""").param("at", at.toEpochMilli()).param("edition", edition.toString()).update();
		mustHaveChanged(changed, edition);
	}

	/** Begins a draft; one that is there already stays as it is. */
	@Transactional
	void begin(Edition edition, String intro, Instant at) {
		this.jdbc.sql("""
				INSERT INTO bulletin (edition, status, intro, prepared_at) VALUES (:edition, 'DRAFT', :intro, :at)
				ON CONFLICT (edition) DO NOTHING
				""").param("edition", edition.toString()).param("intro", intro).param("at", at.toEpochMilli()).update();
	}

	/**
	 * @throws IllegalStateException if the edition is not a draft
	 */
	@Transactional
	void introduce(Edition edition, String intro) {
		mustBeDraft(this.jdbc.sql("UPDATE bulletin SET intro = :intro WHERE edition = :edition AND status = 'DRAFT'")
			.param("intro", intro)
			.param("edition", edition.toString())
			.update(), edition);
	}

	/** Leaves an approved offer out of one edition. */
	@Transactional
	void exclude(Edition edition, OfferId offer, String by, Instant at) {
		this.jdbc.sql("""
				INSERT INTO bulletin_exclusion (edition, offer_id, excluded_by, excluded_at)
				VALUES (:edition, :offer, :by, :at) ON CONFLICT DO NOTHING
				""")
			.param("edition", edition.toString())
			.param("offer", offer.value())
			.param("by", by)
			.param("at", at.toEpochMilli())
			.update();
	}

	/** Takes {@link #exclude} back. */
	@Transactional
	void include(Edition edition, OfferId offer) {
		this.jdbc.sql("DELETE FROM bulletin_exclusion WHERE edition = :edition AND offer_id = :offer")
			.param("edition", edition.toString())
			.param("offer", offer.value())
			.update();
	}

	Set<OfferId> excluded(Edition edition) {
		return Set.copyOf(this.jdbc.sql("SELECT offer_id FROM bulletin_exclusion WHERE edition = :edition")
			.param("edition", edition.toString())
			.query((row, n) -> new OfferId(row.getLong(1)))
			.list());
	}

	/** What the newest approved edition before this one printed. */
	Set<OfferId> printedBefore(Edition edition) {
		return Set.copyOf(this.jdbc.sql("""
				SELECT offer_id FROM bulletin_offer WHERE edition =
				  (SELECT max(edition) FROM bulletin WHERE edition < :edition AND status <> 'DRAFT')
				""").param("edition", edition.toString()).query((row, n) -> new OfferId(row.getLong(1))).list());
	}

	/**
	 * Approves a draft: what it prints and every rendering are kept as they are.
	 * @throws IllegalStateException if the edition is not a draft
	 */
	@Transactional
	void approve(Edition edition, List<Entry> entries, Map<Set<Level>, RenderedBulletin> renderings,
			Map<String, String> templates, String hash, String by, Instant at) {
		mustBeDraft(this.jdbc.sql("""
				UPDATE bulletin SET status = 'APPROVED', content_hash = :hash, approved_by = :by, approved_at = :at
				WHERE edition = :edition AND status = 'DRAFT'
				""")
			.param("hash", hash)
			.param("by", by)
			.param("at", at.toEpochMilli())
			.param("edition", edition.toString())
			.update(), edition);
		for (int i = 0; i < entries.size(); i++) {
			keep(edition, i, entries.get(i));
		}
		renderings.forEach((levels, rendering) -> keep(edition, levels, rendering));
		templates.forEach((name, content) -> keep(edition, name, content));
	}

	/**
	 * Makes an approved bulletin a draft again.
	 * @throws IllegalStateException if it is not approved, or letters have begun to leave
	 */
	@Transactional
	void reopen(Edition edition) {
		int changed = this.jdbc.sql("""
				UPDATE bulletin SET status = 'DRAFT', content_hash = NULL, approved_by = NULL, approved_at = NULL
				WHERE edition = :edition AND status = 'APPROVED' AND sending_at IS NULL
				""").param("edition", edition.toString()).update();
		if (changed == 0) {
			throw new IllegalStateException(
					"El boletín %s ya no puede volver a borrador: no está aprobado o el envío ya empezó"
						.formatted(edition));
		}
		for (String table : List.of("bulletin_offer", "bulletin_rendering", "bulletin_template")) {
			this.jdbc.sql("DELETE FROM " + table + " WHERE edition = :edition")
				.param("edition", edition.toString())
				.update();
		}
	}

	private void keep(Edition edition, String name, String content) {
		this.jdbc
			.sql("""
					INSERT INTO bulletin_template (edition, name, sha256, content) VALUES (:edition, :name, :sha256, :content)
					""")
			.param("edition", edition.toString())
			.param("name", name)
			.param("sha256", BulletinDesk.sha256(content))
			.param("content", content)
			.update();
	}

	private void keep(Edition edition, int position, Entry entry) {
		this.jdbc.sql("""
				INSERT INTO bulletin_offer (edition, position, offer_id, facts, language, official, repeated)
				VALUES (:edition, :position, :offer, :facts, :language, :official, :repeated)
				""")
			.param("edition", edition.toString())
			.param("position", position)
			.param("offer", entry.offer().value())
			.param("facts", JSON.writeValueAsString(entry.facts().values()))
			.param("language", entry.language())
			.param("official", entry.official())
			.param("repeated", entry.repeated())
			.update();
	}

	private void keep(Edition edition, Set<Level> levels, RenderedBulletin rendering) {
		this.jdbc.sql("""
				INSERT INTO bulletin_rendering (edition, levels, subject, html, body)
				VALUES (:edition, :levels, :subject, :html, :body)
				""")
			.param("edition", edition.toString())
			.param("levels", Level.join(levels))
			.param("subject", rendering.subject())
			.param("html", rendering.html())
			.param("body", rendering.text())
			.update();
	}

	private List<Entry> entries(Edition edition) {
		return this.jdbc.sql("SELECT * FROM bulletin_offer WHERE edition = :edition ORDER BY position")
			.param("edition", edition.toString())
			.query((row, n) -> entry(row))
			.list();
	}

	private static Entry entry(ResultSet row) throws SQLException {
		Map<Field, String> facts = JSON.readValue(row.getString("facts"), new TypeReference<>() {
		});
		return new Entry(new OfferId(row.getLong("offer_id")), Facts.unread("", "").with(facts),
				row.getString("language"), row.getBoolean("official"), row.getBoolean("repeated"));
	}

	private static Bulletin bulletin(ResultSet row, int n) throws SQLException {
		return new Bulletin(Edition.of(row.getString("edition")), Status.valueOf(row.getString("status")),
				row.getString("intro"), Instant.ofEpochMilli(row.getLong("prepared_at")), row.getString("content_hash"),
				row.getString("approved_by"), instant(row, "approved_at"), instant(row, "sending_at"),
				instant(row, "sent_at"), List.of());
	}

	private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
		long millis = row.getLong(column);
		return row.wasNull() ? null : Instant.ofEpochMilli(millis);
	}

	private static void mustHaveChanged(int changed, Edition edition) {
		if (changed == 0) {
			throw new IllegalStateException(
					"El boletín %s no está aprobado: prepárelo con prepare, si falta, y apruébelo con approve o en su página"
						.formatted(edition));
		}
	}

	private static void mustBeDraft(int changed, Edition edition) {
		if (changed == 0) {
			throw new IllegalStateException("El boletín %s no está en borrador".formatted(edition));
		}
	}

}
