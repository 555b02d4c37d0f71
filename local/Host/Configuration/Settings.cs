using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace QNom.Local.Host.Configuration;

/// <summary>Settings as triggers refer to them.</summary>
internal sealed partial class Settings(IConfiguration configuration)
{
    /// <summary>Replaces every <c>%name%</c> with the setting of that name.</summary>
    /// <exception cref="FunctionHostException">A setting is missing.</exception>
    public string Expand(string text) => Reference().Replace(text, match =>
    {
        var name = match.Groups[1].Value;
        return configuration[name] is { Length: > 0 } value
            ? value
            : throw new FunctionHostException($"the setting %{name}% is missing");
    });

    /// <summary>The connection string in a setting, looked for under the names that Azure Functions tries.</summary>
    /// <exception cref="FunctionHostException">No such setting.</exception>
    public string Connection(string name) =>
        configuration[name] is { Length: > 0 } plain ? plain
        : configuration[$"AzureWebJobs{name}"] is { Length: > 0 } prefixed ? prefixed
        : configuration.GetConnectionString(name) is { Length: > 0 } connection ? connection
        : throw new FunctionHostException(
            $"The setting {name} must hold a storage connection string; identity-based connections are not supported here.");

    /// <summary>
    /// Whether a function is switched off, by the setting that Azure Functions knows for it: <c>AzureWebJobs.{name}.Disabled</c>,
    /// or with <c>__</c> for each dot where a name may have none (https://learn.microsoft.com/azure/azure-functions/disable-function).
    /// </summary>
    public bool IsDisabled(string function) =>
        (configuration[$"AzureWebJobs.{function}.Disabled"] ?? configuration[$"AzureWebJobs:{function}:Disabled"])
            is { } value && (value == "1" || bool.TryParse(value, out var disabled) && disabled);

    [GeneratedRegex("%([^%]+)%")]
    private static partial Regex Reference();
}
