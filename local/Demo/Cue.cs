using QNom.Simulation;

namespace QNom.Local.Demo;

/// <summary>Something that is to be done at a minute of the lunch.</summary>
/// <param name="At">When, in minutes from 11:00.</param>
internal abstract record Cue(double At);

/// <summary>Somebody tells something of a stall.</summary>
internal sealed record Tell(double At, int Stall, Happening Happening) : Cue(At);

/// <summary>A stall that speaks for itself rests for a while.</summary>
internal sealed record Pause(double At, int Stall, double Until) : Cue(At);

/// <summary>A stall that speaks for itself closes for the day, because lunch is over or nothing is left.</summary>
internal sealed record Close(double At, int Stall, bool SoldOut) : Cue(At);

/// <summary>A quarter of an hour is over: what is shown is held against what is true.</summary>
internal sealed record QuarterHour(double At) : Cue(At);
