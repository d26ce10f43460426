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
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

@AnalyzeClasses(packages = "org.becas", importOptions = DoNotIncludeTests.class)
class ArchitectureTests {

	@ArchTest
	static final ArchRule readingAndMatchingArePlainJava = classes().that()
		.resideInAnyPackage("org.becas.extract..", "org.becas.dedupe..")
		.should()
		.onlyDependOnClassesThat()
		.resideInAnyPackage("java..", "org.jspecify..", "com.google.re2j..", "org.becas.offer..", "org.becas.extract..",
				"org.becas.dedupe..", "org.springframework.modulith..");

	@ArchTest
	static final ArchRule timeComesFromTheClock = noClasses().should()
		.callMethodWhere(isNowWithoutAClock())
		.as("time comes from an injected Clock");

	@ArchTest
	static final ArchRule nothingIsInjectedIntoFields = noClasses().should()
		.dependOnClassesThat()
		.haveFullyQualifiedName("jakarta.inject.Inject");

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
