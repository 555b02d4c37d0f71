namespace QNom.Simulation;

/// <summary>Who can tell something of a stall.</summary>
public enum Voice
{
    /// <summary>A person among the crowd.</summary>
    Diner,

    /// <summary>The stall itself.</summary>
    Partner,

    /// <summary>A counter of the people in line.</summary>
    Sensor,
}

/// <summary>Who tells something. Only people have accounts, networks and devices.</summary>
/// <param name="Voice">What kind of teller.</param>
/// <param name="Account">The same number, the same person.</param>
/// <param name="Network">The same number, the same network.</param>
/// <param name="Device">The same number, the same device.</param>
/// <param name="SignedUp">False for a passer-by, whose device is all that is known.</param>
public readonly record struct Teller(Voice Voice, ulong Account = 0, uint Network = 0, uint Device = 0, bool SignedUp = true);
