package org.becas.operate;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.scheduling.support.CronExpression;

/**
 * When {@code serve} works by itself ({@code becas.schedule.*}), by the office's clock.
 *
 * @param enabled false leaves it all to cron and the commands
 * @param collect when the sources are visited: second, minute, hour, day, month, weekday
 * @param bounces when the bounce mailbox is read, if there is one; as for {@code collect}
 * @param prepareDay day of the month, 1 to 28, from which on the bulletin is prepared: up
 * to the 15th that of the same month, later that of the next
 */
@ConfigurationProperties("becas.schedule")
public record ScheduleSettings(@DefaultValue("true") boolean enabled, @DefaultValue("0 0 5 * * *") String collect,
		@DefaultValue("0 20 * * * *") String bounces, @DefaultValue("25") int prepareDay) {

	public ScheduleSettings {
		if (prepareDay < 1 || prepareDay > 28) {
			throw new IllegalArgumentException(
					"becas.schedule.prepare-day es %d; debe estar entre 1 y 28".formatted(prepareDay));
		}
		check("collect", collect);
		check("bounces", bounces);
	}

	public CronExpression collectTimes() {
		return CronExpression.parse(this.collect);
	}

	public CronExpression bouncesTimes() {
		return CronExpression.parse(this.bounces);
	}

	private static void check(String name, String times) {
		if (!CronExpression.isValidExpression(times)) {
			throw new IllegalArgumentException(
					"becas.schedule.%s \"%s\" no es una expresión de seis campos, como \"0 0 5 * * *\"".formatted(name,
							times));
		}
	}

}
