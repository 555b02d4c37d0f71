using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using QNom.Platform.Identity;
using QNom.Platform.Messaging;

namespace QNom.Tests.Unit.Platform;

public class FunctionCatalogueTests
{
    private static readonly List<MethodInfo> Functions =
        typeof(Composition).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods())
            .Where(method => method.GetCustomAttribute<FunctionAttribute>() is not null)
            .ToList();

    [Fact]
    public void Every_http_function_has_a_policy_and_every_policy_a_function() =>
        Assert.Equal(
            Triggers<HttpTriggerAttribute>().Select(function => function.Name).Order(),
            EndpointPolicies.Functions.Order());

    [Fact]
    public void The_hosts_own_keys_are_never_asked_for() =>
        Assert.All(Triggers<HttpTriggerAttribute>(), function => Assert.Equal(AuthorizationLevel.Anonymous, function.Trigger.AuthLevel));

    [Fact]
    public void Every_queue_that_is_listened_to_is_declared_and_the_other_way_round() =>
        Assert.Equal(Listened().Where(queue => !IsPoison(queue)).Order(), Declared().Order());

    [Fact]
    public void Every_queue_that_is_listened_to_has_a_function_for_its_poison_queue() =>
        Assert.Equal(
            Listened().Where(queue => !IsPoison(queue)).Select(queue => queue + "-poison").Order(),
            Listened().Where(queue => IsPoison(queue) && queue != FilesPoison).Order());

    [Fact]
    public void Files_that_are_dropped_have_a_function_for_their_poison_queue()
    {
        Assert.NotEmpty(Triggers<BlobTriggerAttribute>());
        Assert.Contains(FilesPoison, Listened());
    }

    [Fact]
    public void Function_names_are_unique_and_the_same_as_their_methods()
    {
        Assert.NotEmpty(Functions);
        Assert.All(Functions, method => Assert.Equal(method.Name, method.GetCustomAttribute<FunctionAttribute>()!.Name));
        Assert.Equal(Functions.Count, Functions.Select(method => method.Name).Distinct().Count());
    }

    // Where hosts report files whose function failed at every attempt, whatever the function.
    private const string FilesPoison = "webjobs-blobtrigger-poison";

    private static bool IsPoison(string queue) => queue.EndsWith("-poison", StringComparison.Ordinal);

    private static IEnumerable<string> Listened() =>
        Triggers<QueueTriggerAttribute>().Select(function => function.Trigger.QueueName);

    private static IEnumerable<string> Declared()
    {
        var builder = new ComposedServices();
        builder.AddQNom(new ConfigurationBuilder().Build());
        return builder.Services
            .Select(service => service.ImplementationInstance).OfType<QueueDeclaration>().Select(queue => queue.Name);
    }

    private static IEnumerable<(string Name, T Trigger)> Triggers<T>()
        where T : Attribute =>
        from method in Functions
        from parameter in method.GetParameters()
        let trigger = parameter.GetCustomAttribute<T>()
        where trigger is not null
        select (method.Name, trigger);
}
