using System.Reflection;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using QNom.Local;
using QNom.Platform;
using QNom.Platform.Cosmos;
using QNom.Platform.Messaging;
using QNom.Tests.Unit.Platform;

namespace QNom.Tests.Unit.Launcher;

/// <summary>In Azure the app creates nothing itself, so the infrastructure must know every container and queue.</summary>
public sealed class InfrastructureTests
{
    private readonly JsonElement resources = JsonDocument.Parse(
        File.ReadAllText(Path.Combine(Checkout.Root, "infra", "resources.json"))).RootElement;

    [Fact]
    public void The_infrastructure_creates_every_Cosmos_container_as_the_app_declares_it()
    {
        var created = resources.GetProperty("cosmosContainers").EnumerateArray().Select(container => (
            Name: Text(container, "name"),
            PartitionKey: Text(container, "partitionKey"),
            Indexed: string.Join(' ', container.GetProperty("indexedPaths").EnumerateArray().Select(path => path.GetString())),
            Expires: container.GetProperty("expiresItems").GetBoolean()));

        var declared = Declared<ContainerDeclaration>().Select(container => (
            container.Name,
            PartitionKey: container.PartitionKeyPath,
            Indexed: string.Join(' ', container.IndexedPaths),
            Expires: container.ExpiresItems));

        Assert.Equal(declared.OrderBy(container => container.Name), created.OrderBy(container => container.Name));
    }

    // Backups, too, hold what is registered, and so what is not would be lost.
    [Fact]
    public void Every_container_that_is_declared_is_registered() => Assert.Equal(
        typeof(Composition).Assembly.GetTypes()
            .SelectMany(type => type.GetProperties(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(property => property.PropertyType == typeof(ContainerDeclaration))
            .Select(property => ((ContainerDeclaration)property.GetValue(null)!).Name).Order(),
        Declared<ContainerDeclaration>().Select(container => container.Name).Order());

    [Fact]
    public void The_infrastructure_creates_every_queue() =>
        Assert.Equal(Declared<QueueDeclaration>().Select(queue => queue.Name).Order(), Names("queues"));

    [Fact]
    public void The_infrastructure_creates_every_blob_container() =>
        Assert.Equal(
            Declared<BlobContainerDeclaration>().Select(container => container.Name).Order(), Names("blobContainers"));

    [Fact]
    public void The_infrastructure_opens_those_blob_containers_to_everyone_that_the_app_declares_so_and_no_others() =>
        Assert.Equal(
            Declared<BlobContainerDeclaration>().Where(container => container.IsPublic).Select(container => container.Name).Order(),
            Names("publicBlobContainers"));

    private static IEnumerable<T> Declared<T>()
        where T : class
    {
        var builder = new ComposedServices();
        builder.AddQNom(new ConfigurationBuilder().Build());
        return builder.Services.BuildServiceProvider().GetServices<T>();
    }

    private IEnumerable<string> Names(string property) =>
        resources.GetProperty(property).EnumerateArray().Select(name => name.GetString()!).Order();

    private static string Text(JsonElement element, string property) => element.GetProperty(property).GetString()!;
}
