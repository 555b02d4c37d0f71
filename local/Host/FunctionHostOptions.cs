using System.Reflection;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace QNom.Local.Host;

/// <summary>What a <see cref="FunctionHost"/> runs and how. What Azure Functions keeps in host.json stays there.</summary>
public sealed class FunctionHostOptions
{
    /// <summary>The loopback port of the HTTP functions; 0 takes any free one.</summary>
    public int Port { get; set; }

    /// <summary>Assemblies whose <c>[Function]</c> methods are run.</summary>
    public IReadOnlyList<Assembly> FunctionAssemblies { get; set; } = [];

    /// <summary>Single classes whose <c>[Function]</c> methods are run.</summary>
    public IReadOnlyList<Type> FunctionTypes { get; set; } = [];

    /// <summary>The app's settings, for example <c>AzureWebJobsStorage</c>.</summary>
    public required IConfiguration Configuration { get; set; }

    /// <summary>Registers the app's services and middleware, as its entry point does under Azure Functions.</summary>
    public required Action<IFunctionsWorkerApplicationBuilder, IConfiguration> Compose { get; set; }

    /// <summary>The host.json to read; null means the defaults of Azure Functions.</summary>
    public string? HostJsonPath { get; set; }

    /// <summary>The clock of schedules, delays and back-off.</summary>
    public TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>Endpoints of the local cloud itself, beside the functions.</summary>
    public Action<IEndpointRouteBuilder>? MapLocalEndpoints { get; set; }

    /// <summary>Where logs go; the console if null. The levels come from host.json.</summary>
    public Action<ILoggingBuilder>? Logging { get; set; }

    /// <summary>
    /// Names this app's locks, receipts and schedules in storage; hosts with the same id share the work. If null, the
    /// setting <c>AzureFunctionsWebHost:hostid</c> or else the name of the functions' assembly.
    /// </summary>
    public string? HostId { get; set; }

    /// <summary>
    /// How long a received message is hidden from others, renewed at half of it while its function runs. Azure
    /// Functions takes 10 minutes; see docs/adr/0003.
    /// </summary>
    public TimeSpan MessageLock { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>The lease that makes one host the owner of a timer or a blob: 15 to 60 seconds, as Azure Storage asks.</summary>
    public TimeSpan LeaseDuration { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How often a lease is renewed, and how often a host without it asks for it.</summary>
    public TimeSpan LeaseRenewal { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The longest pause between two looks at a blob container.</summary>
    public TimeSpan MaxBlobPollingInterval { get; set; } = TimeSpan.FromSeconds(1.5);

    /// <summary>How long running functions may go on when the host stops, before they are cancelled.</summary>
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long cancelled functions get to end, before their messages are released for another host.</summary>
    public TimeSpan CancelTimeout { get; set; } = TimeSpan.FromSeconds(2);
}
