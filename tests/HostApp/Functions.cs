using Microsoft.Azure.Functions.Worker;

namespace QNom.Tests.HostApp;

/// <summary>A timer that only one of several processes may run, and a queue function that never comes to its end.</summary>
public static class Functions
{
    [Function("Tick")]
    public static void Tick([TimerTrigger("* * * * * *")] TimerInfo timer) => Console.WriteLine("tick");

    [Function("Hold")]
    public static Task Hold([QueueTrigger("%name%")] string message, CancellationToken cancellationToken)
    {
        Console.WriteLine($"holding {message}");
        return Task.Delay(Timeout.Infinite, cancellationToken);
    }
}
