package org.becas;

import org.junit.jupiter.api.Test;

import org.springframework.modulith.core.ApplicationModules;

class ModuleStructureTests {

	@Test
	void everyPackageUsesOnlyWhatItMayAndNoneInACircle() {
		ApplicationModules.of(Becas.class).verify();
	}

}
