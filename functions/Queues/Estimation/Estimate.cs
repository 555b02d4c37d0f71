namespace QNom.Queues.Estimation;

/// <summary>A wait in minutes: the likely value and the 80% interval for someone who joins at that time.</summary>
/// <param name="Likely">The median.</param>
/// <param name="Low">One in ten waits less.</param>
/// <param name="High">One in ten waits longer.</param>
/// <param name="Confidence">
/// The probability, 0 to 1, that the true wait is within 5 minutes or 25% of <paramref name="Likely"/>, whichever is larger.
/// </param>
public readonly record struct Estimate(double Likely, double Low, double High, double Confidence);
