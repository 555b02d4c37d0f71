using System.Reflection;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;
using QNom.Local.Host.Blobs;
using QNom.Local.Host.Configuration;
using QNom.Local.Host.Timers;

namespace QNom.Local.Host.Definitions;

/// <summary>Reads the one trigger attribute among a method's parameters.</summary>
internal static class TriggerReader
{
    private const string DefaultConnection = "AzureWebJobsStorage";

    public static Trigger Read(string function, MethodInfo method, Settings settings)
    {
        var triggers = method.GetParameters()
            .SelectMany(parameter => parameter.GetCustomAttributes(), (parameter, attribute) => Create(function, parameter, attribute, settings))
            .OfType<Trigger>()
            .ToList();

        return triggers.Count == 1
            ? triggers[0]
            : throw new FunctionHostException($"it must have exactly one trigger, not {triggers.Count}");
    }

    private static Trigger? Create(string function, ParameterInfo parameter, Attribute attribute, Settings settings) => attribute switch
    {
        HttpTriggerAttribute http => Http(function, parameter.Name!, http),
        QueueTriggerAttribute queue => new QueueTrigger(
            parameter.Name!, settings.Expand(queue.QueueName), queue.Connection ?? DefaultConnection),
        TimerTriggerAttribute timer => new TimerTrigger(
            parameter.Name!, TimerSchedule.Parse(settings.Expand(timer.Schedule)), timer.UseMonitor),
        BlobTriggerAttribute blob => new BlobTrigger(
            parameter.Name!, BlobPathPattern.Parse(settings.Expand(blob.BlobPath)), blob.Connection ?? DefaultConnection),
        _ => null,
    };

    private static HttpTrigger Http(string function, string parameter, HttpTriggerAttribute http)
    {
        if (http.AuthLevel != AuthorizationLevel.Anonymous)
            throw new FunctionHostException($"AuthorizationLevel.{http.AuthLevel} is not supported: this host has no keys");

        var route = http.Route ?? function;
        try
        {
            var names = RoutePatternFactory.Parse(route).Parameters.Select(part => part.Name).ToList();
            return new HttpTrigger(parameter, route, http.Methods ?? [], names);
        }
        catch (RoutePatternException e)
        {
            throw new FunctionHostException($"the route '{route}' is not valid: {e.Message}");
        }
    }
}
