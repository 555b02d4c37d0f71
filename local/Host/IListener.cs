namespace QNom.Local.Host;

/// <summary>Waits for one trigger's events and runs its function for each.</summary>
internal interface IListener
{
    /// <summary>Creates what the trigger needs in storage, so that a wrong connection is an error at start.</summary>
    Task PrepareAsync(CancellationToken cancellationToken);

    /// <summary>Listens until the host stops, then ends once the runs under way have.</summary>
    Task RunAsync(Shutdown shutdown);
}

/// <summary>The steps in which a host stops.</summary>
/// <param name="Stopping">No new runs begin.</param>
/// <param name="Cancelled">The time for draining is over: running functions are cancelled.</param>
/// <param name="Abandoned">Runs that have not ended by now are left; their events are given back.</param>
internal sealed record Shutdown(CancellationToken Stopping, CancellationToken Cancelled, CancellationToken Abandoned);
