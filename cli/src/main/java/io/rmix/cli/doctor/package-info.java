/**
 * {@code dvm doctor}: start at {@link io.rmix.cli.doctor.DoctorCommand}, which runs the checks one after another; each adds what it
 * finds to {@link io.rmix.cli.doctor.Findings}.
 */
@NullMarked
package io.rmix.cli.doctor;

import org.jspecify.annotations.NullMarked;
