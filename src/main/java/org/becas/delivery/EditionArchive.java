package org.becas.delivery;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.becas.bulletin.Bulletin;
import org.becas.bulletin.BulletinDesk;
import org.becas.bulletin.Bulletins;
import org.becas.bulletin.Edition;
import org.becas.bulletin.Entry;
import org.becas.bulletin.Proof;
import org.becas.delivery.Corrections.Correction;
import org.becas.offer.Level;
import org.becas.offer.Offer;
import org.becas.offer.Offers;
import org.becas.offer.Sightings;
import org.becas.office.Sha256;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Component;

/**
 * An edition for the office's archive, in one zip: its letters as HTML and text, its
 * offers with the evidence, who approved what, the templates as they were, and what
 * became of the sending in numbers. It names no recipient, so it may be kept for as long
 * as the law wants records kept.
 */
@Component
public class EditionArchive {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final BulletinDesk desk;

	private final Bulletins bulletins;

	private final Offers offers;

	private final Sightings sightings;

	private final Deliveries deliveries;

	private final Corrections corrections;

	private final Certificates certificates;

	private final Clock clock;

	public EditionArchive(BulletinDesk desk, Bulletins bulletins, Offers offers, Sightings sightings,
			Deliveries deliveries, Corrections corrections, Certificates certificates, Clock clock) {
		this.desk = desk;
		this.bulletins = bulletins;
		this.offers = offers;
		this.sightings = sightings;
		this.deliveries = deliveries;
		this.corrections = corrections;
		this.certificates = certificates;
		this.clock = clock;
	}

	/**
	 * Writes an approved edition.
	 * @throws IllegalArgumentException if it was not approved
	 */
	public void write(Edition edition, OutputStream out) throws IOException {
		Proof proof = this.desk.proof(edition);
		if (proof.bulletin().isDraft()) {
			throw new IllegalArgumentException("El boletín %s no está aprobado; se archiva después".formatted(edition));
		}
		Map<String, byte[]> files = new LinkedHashMap<>();
		files.put("aprobacion.json", json(approval(proof.bulletin())));
		files.put("ofertas.json", json(proof.entries().stream().map(this::offer).toList()));
		proof.renderings().forEach((levels, letter) -> {
			files.put("cartas/aprobadas/" + name(Level.join(levels)) + ".html", utf8(letter.html()));
			files.put("cartas/aprobadas/" + name(Level.join(levels)) + ".txt", utf8(letter.text()));
		});
		sent(Mailing.of(edition), files);
		this.bulletins.templates(edition).forEach((name, text) -> files.put("plantillas/" + name, utf8(text)));
		for (Correction correction : this.corrections.of(edition)) {
			sent(correction.mailing(), files);
		}
		zip(edition, files, out);
	}

	/** What letters said, and what became of them. */
	private void sent(Mailing mailing, Map<String, byte[]> files) {
		this.deliveries.contents(mailing).forEach((number, content) -> {
			String name = "cartas/enviadas/%s/%d-%s".formatted(mailing, number, name(content.levels()));
			files.put(name + ".html", utf8(content.html()));
			files.put(name + ".txt", utf8(content.text()));
		});
		this.deliveries.dispatch(mailing).ifPresent((dispatch) -> {
			Map<String, Object> sending = new LinkedHashMap<>();
			sending.put("mailing", mailing.toString());
			sending.put("status", dispatch.status().name());
			sending.put("planned_at", dispatch.plannedAt().toString());
			sending.put("totals", this.deliveries.totals(mailing));
			sending.put("skipped", this.deliveries.reasons(mailing, Delivery.State.SKIPPED));
			sending.put("certificates", this.certificates.heads(mailing));
			files.put("envio-" + mailing + ".json", json(sending));
		});
	}

	private Map<String, @Nullable Object> approval(Bulletin bulletin) {
		Map<String, @Nullable Object> approval = new LinkedHashMap<>();
		approval.put("edition", bulletin.edition().toString());
		approval.put("content_sha256", bulletin.contentHash());
		approval.put("approved_by", bulletin.approvedBy());
		approval.put("approved_at", text(bulletin.approvedAt()));
		approval.put("sending_at", text(bulletin.sendingAt()));
		approval.put("sent_at", text(bulletin.sentAt()));
		approval.put("intro", bulletin.intro());
		Map<String, String> templates = new LinkedHashMap<>();
		this.bulletins.templates(bulletin.edition()).forEach((name, text) -> templates.put(name, Sha256.of(text)));
		approval.put("templates_sha256", templates);
		approval.put("corrections", this.corrections.of(bulletin.edition())
			.stream()
			.map((correction) -> Map.of("mailing", correction.mailing().toString(), "offer", correction.offer().value(),
					"words", correction.words(), "by", correction.by(), "at", correction.at().toString()))
			.toList());
		return approval;
	}

	private static @Nullable String text(@Nullable Object moment) {
		return (moment != null) ? moment.toString() : null;
	}

	private Map<String, Object> offer(Entry entry) {
		Map<String, Object> json = new LinkedHashMap<>();
		json.put("number", entry.offer().value());
		json.put("printed", entry.facts().values());
		Optional<Offer> offer = this.offers.find(entry.offer());
		offer.ifPresent((found) -> {
			json.put("read", found.reading().values());
			json.put("evidence", found.evidence());
			json.put("first_seen", found.firstSeen().toString());
		});
		json.put("decisions", this.offers.decisions(entry.offer()).stream().map(EditionArchive::decision).toList());
		json.put("corrections", this.offers.corrections(entry.offer()));
		json.put("sightings", this.sightings.of(entry.offer()));
		return json;
	}

	private static Map<String, String> decision(Offer.Decision decision) {
		return Map.of("status", decision.status().name(), "by", decision.by(), "at", decision.at().toString(), "reason",
				(decision.reason() != null) ? decision.reason() : "");
	}

	private void zip(Edition edition, Map<String, byte[]> files, OutputStream out) throws IOException {
		Map<String, Object> manifest = new LinkedHashMap<>();
		manifest.put("edition", edition.toString());
		manifest.put("made_at", this.clock.instant().toString());
		Map<String, String> hashes = new LinkedHashMap<>();
		files.forEach((name, bytes) -> hashes.put(name, Sha256.of(bytes)));
		manifest.put("sha256", hashes);
		ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
		put(zip, "manifest.json", json(manifest));
		for (Map.Entry<String, byte[]> file : files.entrySet()) {
			put(zip, file.getKey(), file.getValue());
		}
		zip.finish();
	}

	private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
		zip.putNextEntry(new ZipEntry(name));
		zip.write(bytes);
		zip.closeEntry();
	}

	private static String name(String levels) {
		return List.of(levels.split("\\W+")).stream().reduce((one, other) -> one + "-" + other).orElse("todos");
	}

	private static byte[] utf8(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static byte[] json(Object value) {
		return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(value);
	}

}
