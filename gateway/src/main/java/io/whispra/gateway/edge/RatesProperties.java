package io.whispra.gateway.edge;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How many requests are let in, beside the sockets'.
 *
 * @param enabled whether they are counted at all; off for measurements
 * @param account of one person
 * @param address from one address, whoever asks
 * @param web     the same for the web client's files, which are not counted among the others: one page is dozens, an office has one address
 * @param maxKeys people and addresses that are counted, each; beyond that those are forgotten that asked least lately
 */
@Validated
@ConfigurationProperties("whispra.edge.rates")
record RatesProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("100/20ms") Limit account,
        @DefaultValue("200/10ms") Limit address,
        @DefaultValue("3000/2ms") Limit web,
        @DefaultValue("100000") @Min(1) int maxKeys) {}
