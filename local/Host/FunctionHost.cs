using Azure;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using QNom.Local.Host.Configuration;
using QNom.Local.Host.Definitions;
using QNom.Local.Host.Http;
using QNom.Local.Host.Invocation;
using QNom.Local.Host.Storage;

namespace QNom.Local.Host;

/// <summary>
/// Runs ordinary isolated-worker functions on one machine: HTTP through Kestrel on the loopback address, queues, timers
/// and blobs against the storage that the settings name. What it cannot do is refused when it starts.
/// </summary>
public sealed partial class FunctionHost : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly FunctionHostOptions options;
    private readonly CancellationTokenSource stopping = new();
    private readonly CancellationTokenSource cancelled = new();
    private readonly CancellationTokenSource abandoned = new();
    private readonly ILogger logger;
    private readonly Lock stopGate = new();
    private List<IListener> listeners = [];
    private Task listening = Task.CompletedTask;
    private Task? stopped;

    private FunctionHost(WebApplication app, FunctionHostOptions options)
    {
        (this.app, this.options) = (app, options);
        logger = app.Services.GetRequiredService<ILogger<FunctionHost>>();
    }

    /// <summary>Where the HTTP functions are, for example <c>http://127.0.0.1:7071/</c>.</summary>
    public Uri Address => new(app.Urls.First());

    /// <summary>The app's services.</summary>
    public IServiceProvider Services => app.Services;

    /// <summary>Starts the app's functions; once this returns, requests are answered and events are waited for.</summary>
    /// <exception cref="FunctionHostException">A function or a setting cannot be served; the message names it.</exception>
    /// <exception cref="IOException">The port is in use.</exception>
    public static async Task<FunctionHost> StartAsync(FunctionHostOptions options, CancellationToken ct = default)
    {
        var hostJson = options.HostJsonPath is null
            ? new HostJson()
            : HostJsonReader.Parse(await File.ReadAllTextAsync(options.HostJsonPath, ct));
        var settings = new Settings(options.Configuration);
        var functions = FunctionCatalog.Load(options.FunctionAssemblies, options.FunctionTypes, settings)
            .Where(function => !settings.IsDisabled(function.Name)).ToList();

        var builder = HttpServer.CreateBuilder(options, hostJson);
        var worker = new WorkerBuilder(builder.Services);
        options.Compose(worker, options.Configuration);

        var host = new FunctionHost(builder.Build(), options);
        try
        {
            await host.StartAsync(functions, worker, hostJson, settings, ct);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Stops in order: nothing new begins; running functions may end within <see cref="FunctionHostOptions.DrainTimeout"/>,
    /// then they are cancelled; messages that were not handled are released.
    /// </summary>
    /// <param name="ct">Ends the draining early.</param>
    public Task StopAsync(CancellationToken ct = default)
    {
        lock (stopGate)
            return stopped ??= DrainAsync(ct);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await app.DisposeAsync();
        stopping.Dispose();
        cancelled.Dispose();
        abandoned.Dispose();
    }

    private async Task StartAsync(
        IReadOnlyList<Function> functions, WorkerBuilder worker, HostJson hostJson, Settings settings, CancellationToken ct)
    {
        foreach (var setting in hostJson.Ignored)
            Log.Ignored(logger, setting);

        var pipeline = worker.Build();
        HttpServer.Map(app, functions, pipeline, hostJson.RoutePrefix, options.MapLocalEndpoints, stopping.Token);

        var runner = new FunctionRunner(
            app.Services, pipeline, app.Services.GetRequiredService<ILogger<FunctionRunner>>(), stopping.Token);
        listeners = new ListenerFactory(options, hostJson, new StorageClients(settings), runner, HostId(functions), app.Services)
            .Create(functions);
        await Task.WhenAll(listeners.Select(listener => PrepareAsync(listener, ct)));

        await app.StartAsync(ct);
        var shutdown = new Shutdown(stopping.Token, cancelled.Token, abandoned.Token);
        listening = Task.WhenAll(listeners.Select(listener => Task.Run(() => SuperviseAsync(listener, shutdown), CancellationToken.None)));
        Log.Started(logger, functions.Count, Address);
    }

    private static async Task PrepareAsync(IListener listener, CancellationToken ct)
    {
        try
        {
            await listener.PrepareAsync(ct);
        }
        catch (Exception e) when (e is RequestFailedException or AggregateException)
        {
            throw new FunctionHostException($"{listener} cannot reach its storage: {e.GetBaseException().Message}");
        }
    }

    // A listener deals with what it expects; anything else must neither end it for good nor pass unseen.
    private async Task SuperviseAsync(IListener listener, Shutdown shutdown)
    {
        while (!shutdown.Stopping.IsCancellationRequested)
            try
            {
                await listener.RunAsync(shutdown);
            }
            catch (OperationCanceledException) when (shutdown.Stopping.IsCancellationRequested)
            {
                Log.CutShort(logger, listener);
            }
            catch (Exception e)
            {
                Log.ListenerFailed(logger, e, listener);
                await Task.Delay(TimeSpan.FromSeconds(1), options.Time, shutdown.Stopping)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
    }

    private async Task DrainAsync(CancellationToken ct)
    {
        await stopping.CancelAsync();

        // Kestrel, too, waits for its requests until the time is over and aborts what is left.
        using var drain = CancellationTokenSource.CreateLinkedTokenSource(ct);
        drain.CancelAfter(options.DrainTimeout);
        var requests = app.StopAsync(drain.Token);

        await listening.WaitAsync(drain.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await cancelled.CancelAsync();
        if (!listening.IsCompleted)
        {
            Log.DrainOver(logger, options.DrainTimeout.TotalSeconds);
            abandoned.CancelAfter(options.CancelTimeout);
        }

        await listening;
        await requests;
    }

    private string HostId(IReadOnlyList<Function> functions)
    {
        var id = options.HostId
            ?? options.Configuration["AzureFunctionsWebHost:hostid"]
            ?? (options.FunctionAssemblies.Count > 0 ? options.FunctionAssemblies[0].GetName().Name! : functions[0].EntryPoint);
        return id.ToLowerInvariant();
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "host.json: {Setting} is ignored by the local host")]
        public static partial void Ignored(ILogger logger, string setting);

        [LoggerMessage(Level = LogLevel.Information, Message = "{Count} functions run at {Address}")]
        public static partial void Started(ILogger logger, int count, Uri address);

        [LoggerMessage(Level = LogLevel.Error, Message = "{Listener} failed and starts again")]
        public static partial void ListenerFailed(ILogger logger, Exception exception, IListener listener);

        [LoggerMessage(Level = LogLevel.Debug, Message = "{Listener} was cut short because the host stops")]
        public static partial void CutShort(ILogger logger, IListener listener);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Functions still run after {Seconds} s of draining and are cancelled")]
        public static partial void DrainOver(ILogger logger, double seconds);
    }
}
