using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using QNom.Platform.Telemetry;

namespace QNom.Platform;

/// <summary>The JSON dialects of the app, all in camelCase with enum values as camelCase strings.</summary>
public static class Json
{
    /// <summary>What clients read: nulls are written, so that every member of a shape is always there.</summary>
    public static JsonSerializerOptions Responses { get; } = Create(_ => { });

    /// <summary>
    /// What comes in, from clients and from queues: unknown, repeated and missing members are errors, not silently dropped.
    /// Messages are written in it too, and say which trace they belong to.
    /// </summary>
    public static JsonSerializerOptions Strict { get; } = Create(options =>
    {
        BeStrict(options);
        options.Converters.Add(new Rfc3339Converter());
        options.TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { MessageTrace.AddTo } };
    });

    /// <summary>
    /// The same without converters of ours: what schemas are made from, since nothing can be told from the code of a converter.
    /// </summary>
    public static JsonSerializerOptions StrictShapes { get; } = Create(BeStrict);

    /// <summary>Documents: nulls are left out, since storage and requests cost by size.</summary>
    public static JsonSerializerOptions Documents { get; } = Create(options =>
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull);

    private static void BeStrict(JsonSerializerOptions options)
    {
        options.RespectRequiredConstructorParameters = true;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.MaxDepth = 16;
    }

    private static JsonSerializerOptions Create(Action<JsonSerializerOptions> configure)
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            NumberHandling = JsonNumberHandling.Strict,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
        };
        configure(options);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
