using QNom.Platform.Http;
using QNom.Platform.Idempotency;

namespace QNom.Partners;

/// <summary>Where a sensor counts, and whose it is.</summary>
/// <param name="SensorId">The sensor.</param>
/// <param name="PartnerId">Whose it is.</param>
/// <param name="VenueId">Where it counts.</param>
public sealed record Sensor(string SensorId, string PartnerId, string VenueId);

/// <summary>Which sensors there are.</summary>
public sealed class SensorRegistry(PartnerStore store, TimeProvider time)
{
    /// <summary>A sensor: one point read. Null if there is none.</summary>
    public async Task<Sensor?> FindAsync(string sensorId, CancellationToken cancellationToken) =>
        await store.FindSensorAsync(sensorId, cancellationToken) is { } card
            ? new Sensor(card.SensorId, card.OwnerId, card.VenueId)
            : null;

    /// <summary>Registers a sensor of a partner at one of its venues.</summary>
    /// <exception cref="ProblemException">400 for a venue that is not the partner's, 404, 409 when there are too many.</exception>
    public async Task<RegisteredSensor> RegisterAsync(
        string partnerId, SensorBody body, Effect effect, CancellationToken cancellationToken)
    {
        var sensor = new RegisteredSensor(PartnerIds.Of(effect), body.VenueId, body.Label, time.GetUtcNow());
        var partner = await store.ChangeAsync(partnerId, (partner, _) =>
        {
            if (!partner.Venues.Contains(body.VenueId))
                throw NotOfPartner("/venueId");
            return partner.Sensors.Any(other => other.SensorId == sensor.SensorId)
                ? null
                : new PartnerChange(
                    partner with { Sensors = Onboarding.Full("sensors", Partner.MostPlaces, [.. partner.Sensors.Append(sensor)]) }, []);
        }, cancellationToken) ?? throw Onboarding.NotFound();
        // The card second: without it a sensor is not found, and the request that is sent again adds it.
        await store.AddAsync(
            new SensorCard(
                SensorCard.DocumentId, SensorCard.PartitionOf(sensor.SensorId), SensorCard.CurrentSchema, sensor.SensorId, partnerId,
                body.VenueId),
            cancellationToken);
        return partner.Sensors.Single(other => other.SensorId == sensor.SensorId);
    }

    /// <summary>Removes a sensor; keys lose it in the same batch.</summary>
    /// <exception cref="ProblemException">404: there is no such partner.</exception>
    public async Task RemoveAsync(string partnerId, string sensorId, CancellationToken cancellationToken)
    {
        _ = await store.ChangeAsync(partnerId, (partner, keys) => partner.Sensors.All(sensor => sensor.SensorId != sensorId)
            ? null
            : new PartnerChange(
                partner with { Sensors = [.. partner.Sensors.Where(sensor => sensor.SensorId != sensorId)] },
                [.. keys.Where(key => key.Sensors.Contains(sensorId))
                    .Select(key => key with { Sensors = [.. key.Sensors.Where(sensor => sensor != sensorId)] })]),
            cancellationToken) ?? throw Onboarding.NotFound();
        // Also when the partner's document had no such sensor: an attempt before this one may have come only so far.
        if (await store.FindSensorAsync(sensorId, cancellationToken) is { } card && card.OwnerId == partnerId)
            await store.RemoveSensorAsync(sensorId, cancellationToken);
    }

    /// <summary>400: what is named does not belong to the partner.</summary>
    internal static ProblemException NotOfPartner(string at) => Problems.Invalid(at, "must be the partner's own");
}
