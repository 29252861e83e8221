package io.whispra.room.departure;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How people whose account is gone leave their rooms.
 *
 * @param timeout for all rooms of the people of one poll; then it is tried again, and what is done stays done
 */
@ConfigurationProperties("whispra.departure")
record DepartureProperties(@DefaultValue("4m") Duration timeout) {}
