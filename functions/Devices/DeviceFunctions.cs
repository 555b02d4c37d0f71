using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using QNom.Platform.Http;

namespace QNom.Devices;

/// <summary>Registers devices.</summary>
public sealed class DeviceFunctions(DeviceTokens tokens)
{
    /// <summary>
    /// A token for a device of someone who never signs up. It is good for reports and nothing else, and they weigh little.
    /// Nothing is stored, so there is nothing to do twice, and no Idempotency-Key is read.
    /// </summary>
    [Function(nameof(RegisterDevice))]
    public IResult RegisterDevice(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/devices")] HttpRequest request) =>
        UncachedJson.Of(request, tokens.Issue(), StatusCodes.Status201Created);
}
