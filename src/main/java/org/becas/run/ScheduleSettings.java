package org.becas.run;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.scheduling.support.CronExpression;

/**
 * When {@code serve} works by itself ({@code becas.schedule.*}), by the office's clock.
 *
 * @param enabled false leaves it all to cron and the commands
 * @param collect when the sources are visited: second, minute, hour, day, month, weekday
 * @param prepareDay day of the month, 1 to 28, from which on the bulletin is prepared: up
 * to the 15th that of the same month, later that of the next
 */
@ConfigurationProperties("becas.schedule")
record ScheduleSettings(@DefaultValue("true") boolean enabled, @DefaultValue("0 0 5 * * *") String collect,
		@DefaultValue("25") int prepareDay) {

	ScheduleSettings {
		if (prepareDay < 1 || prepareDay > 28) {
			throw new IllegalArgumentException(
					"becas.schedule.prepare-day es %d; debe estar entre 1 y 28".formatted(prepareDay));
		}
		if (!CronExpression.isValidExpression(collect)) {
			throw new IllegalArgumentException(
					"becas.schedule.collect \"%s\" no es una expresión de seis campos, como \"0 0 5 * * *\""
						.formatted(collect));
		}
	}

	CronExpression collectTimes() {
		return CronExpression.parse(this.collect);
	}

}
