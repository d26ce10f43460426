package org.becas;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZonedDateTime;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

class ArchitectureTests {

	private static final JavaClasses OURS = new ClassFileImporter().withImportOption(new DoNotIncludeTests())
		.importPackages("org.becas");

	@Test
	void readingAndMatchingArePlainJava() {
		classes().that()
			.resideInAnyPackage("org.becas.extract..", "org.becas.dedupe..")
			.should()
			.onlyDependOnClassesThat()
			.resideInAnyPackage("java..", "org.jspecify..", "com.google.re2j..", "org.becas.offer..",
					"org.becas.extract..", "org.becas.dedupe..", "org.springframework.modulith..")
			.check(OURS);
	}

	@Test
	void timeComesFromTheClock() {
		noClasses().should().callMethodWhere(isNowWithoutAClock()).check(OURS);
	}

	private static DescribedPredicate<JavaCall<?>> isNowWithoutAClock() {
		return DescribedPredicate.describe("now() without a Clock", (call) -> {
			AccessTarget.CodeUnitCallTarget target = call.getTarget();
			boolean ofTime = target.getOwner().isEquivalentTo(Instant.class)
					|| target.getOwner().isEquivalentTo(LocalDate.class)
					|| target.getOwner().isEquivalentTo(LocalDateTime.class)
					|| target.getOwner().isEquivalentTo(YearMonth.class)
					|| target.getOwner().isEquivalentTo(ZonedDateTime.class);
			boolean takesClock = target.getRawParameterTypes()
				.stream()
				.anyMatch((type) -> type.isEquivalentTo(Clock.class));
			return call instanceof JavaMethodCall && ofTime && target.getName().equals("now") && !takesClock;
		});
	}

}
