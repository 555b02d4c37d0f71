using QNom.Local.Demo;
using QNom.Local.Payments;
using QNom.Local.Telemetry;

namespace QNom.Local;

/// <summary>What the local cloud is to be; a port of 0 takes any free one.</summary>
public sealed record LocalCloudOptions
{
    /// <summary>The functions' port.</summary>
    public int Port { get; init; }

    /// <summary>The Cosmos DB emulator's port.</summary>
    public int CosmosPort { get; init; }

    /// <summary>Azurite's ports.</summary>
    public AzuritePorts AzuritePorts { get; init; } = new(0, 0, 0);

    /// <summary>The folder that keeps all state; null keeps it in memory and nothing on disk.</summary>
    public string? DataFolder { get; init; }

    /// <summary>Whether to seed Singapore's hawker centres and demonstration stalls.</summary>
    public bool Seed { get; init; } = true;

    /// <summary>The simulated lunch; null for none.</summary>
    public DemoOptions? Demo { get; init; }

    /// <summary>What goes wrong with the webhooks of simulated payment providers.</summary>
    public WebhookTroubles WebhookTroubles { get; init; }

    /// <summary>Where traces, metrics and logs go; null for nowhere, but for what the console shows.</summary>
    public OtelOptions? Telemetry { get; init; }

    /// <summary>By how much callers may exceed what they may in Azure: one machine, and whoever measures it, is one address.</summary>
    public int RateLimitFactor { get; init; } = 10_000;

    /// <summary>The host.json to use; null is the app's own.</summary>
    public string? HostJsonPath { get; init; }

    /// <summary>Functions that are switched off, by name.</summary>
    public IReadOnlyList<string> DisabledFunctions { get; init; } = [];

    /// <summary>All ports.</summary>
    public IReadOnlyList<int> Ports => [Port, CosmosPort, AzuritePorts.Blob, AzuritePorts.Queue, AzuritePorts.Table];
}

/// <summary>The ports of Azurite's three services.</summary>
public sealed record AzuritePorts(int Blob, int Queue, int Table)
{
    /// <summary>As the command line takes them.</summary>
    public override string ToString() => $"{Blob},{Queue},{Table}";
}
