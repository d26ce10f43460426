/**
 * Becas, from {@code sources.yml} to the inbox.
 */
@NullMarked
package org.becas;

import org.jspecify.annotations.NullMarked;
