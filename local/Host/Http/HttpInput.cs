using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using QNom.Local.Host.Invocation;

namespace QNom.Local.Host.Http;

/// <summary>A request as a function sees it.</summary>
internal sealed class HttpInput(HttpContext http) : TriggerInput
{
    private Dictionary<string, object?>? data;

    public override IReadOnlyDictionary<string, object?> BindingData => data ??= Read();

    public override ValueTask<object?> ReadAsync(Type type, CancellationToken cancellationToken) => new(http.Request);

    public override string? Text(string name) => http.Request.RouteValues[name]?.ToString();

    public override void AddItems(IDictionary<object, object> items) => items[FunctionContextHttpExtensions.HttpContextKey] = http;

    private Dictionary<string, object?> Read()
    {
        var values = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase)
        {
            ["Query"] = JsonSerializer.Serialize(http.Request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString())),
            ["Headers"] = JsonSerializer.Serialize(http.Request.Headers.ToDictionary(pair => pair.Key, pair => pair.Value.ToString())),
        };
        foreach (var (name, value) in http.Request.RouteValues)
            values[name] = value?.ToString();

        return values;
    }
}
