using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using QNom.Platform.Http;

namespace QNom.Queues.Sensors;

/// <summary>The trigger of sensors.</summary>
public sealed class SensorFunctions(SensorReadings readings)
{
    private const int LargestReadings = 64 * 1024;

    /// <summary>A sensor sends its readings; the answer tells what became of them.</summary>
    [Function(nameof(SendReadings))]
    public async Task<IResult> SendReadings(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/sensors/{sensorId}/readings")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var body = await JsonBody.ReadAsync<ReadingsBody>(request, LargestReadings, cancellationToken);
        return UncachedJson.Of(request, await readings.TakeAsync(RouteValue.Id(request, "sensorId"), body, cancellationToken));
    }
}
