using System.Text.Json;
using System.Text.Json.Serialization;

namespace QNom.Platform;

/// <summary>The JSON dialects of the app, all in camelCase with enum values as camelCase strings.</summary>
public static class Json
{
    /// <summary>What clients read: nulls are written, so that every member of a shape is always there.</summary>
    public static JsonSerializerOptions Responses { get; } = Create(_ => { });

    /// <summary>
    /// What clients and senders write: unknown and repeated members are errors, not silently dropped.
    /// </summary>
    public static JsonSerializerOptions Requests { get; } = Create(options =>
    {
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.MaxDepth = 16;
    });

    /// <summary>Documents and queue messages: nulls are left out, since storage and requests cost by size.</summary>
    public static JsonSerializerOptions Documents { get; } = Create(options =>
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull);

    private static JsonSerializerOptions Create(Action<JsonSerializerOptions> configure)
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            NumberHandling = JsonNumberHandling.Strict,
            RespectRequiredConstructorParameters = true,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
        };
        configure(options);
        return options;
    }
}
