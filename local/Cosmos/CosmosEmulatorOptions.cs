namespace QNom.Local.Cosmos;

/// <summary>How the emulator runs.</summary>
public sealed class CosmosEmulatorOptions
{
    /// <summary>The TCP port on the loopback interface; 0 takes any free one.</summary>
    public int Port { get; init; }

    /// <summary>The SQLite file that keeps the data, made with its folder if it is missing; null keeps nothing on disk.</summary>
    public string? DatabasePath { get; init; }

    /// <summary>The clock for <c>_ts</c> and time to live.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
