package org.becas.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

import org.becas.delivery.Delivery.State;
import org.becas.delivery.Dispatch.Status;
import org.becas.mail.EmailAddress;
import org.becas.offer.Level;
import org.jspecify.annotations.Nullable;

/** The ledger's rows as what they tell. */
final class DeliveryRows {

	private DeliveryRows() {
	}

	/** A row of {@code dispatch}. */
	static Dispatch dispatch(ResultSet row, int n) throws SQLException {
		return new Dispatch(Mailing.of(row.getString("edition")), Status.valueOf(row.getString("status")),
				text(row, "reason"), row.getLong("fence"), instant(row, "planned_at"), instant(row, "give_up_at"),
				instant(row, "changed_at"), (number(row, "resume_at") != null) ? instant(row, "resume_at") : null,
				row.getInt("stops"));
	}

	/** A row of {@code delivery}. */
	static Delivery delivery(ResultSet row, int n) throws SQLException {
		return new Delivery(row.getLong("id"), Mailing.of(row.getString("edition")), row.getLong("subscriber_id"),
				EmailAddress.of(row.getString("email")), row.getString("name"), Level.split(row.getString("levels")),
				row.getString("message_id"), State.valueOf(row.getString("state")), text(row, "reason"),
				row.getInt("attempts"), instant(row, "next_at"), instant(row, "changed_at"), number(row, "content"),
				row.getString("reply_to"), row.getString("recipient"));
	}

	/** A moment kept in milliseconds since 1970; the column is not null. */
	static Instant instant(ResultSet row, String column) throws SQLException {
		return Instant.ofEpochMilli(row.getLong(column));
	}

	private static @Nullable Long number(ResultSet row, String column) throws SQLException {
		long number = row.getLong(column);
		return row.wasNull() ? null : number;
	}

	private static String text(ResultSet row, String column) throws SQLException {
		String text = row.getString(column);
		return (text != null) ? text : "";
	}

}
