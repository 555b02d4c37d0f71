using System.CommandLine;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.DependencyInjection;
using QNom.Local;
using QNom.Orders;
using QNom.Orders.Cart;
using QNom.Orders.Kitchen;
using QNom.Orders.LifeCycle;
using QNom.Orders.Projections;
using QNom.Payments;
using QNom.Payments.Ledger;
using QNom.Platform.Cosmos;

namespace QNom.Benchmarks;

/// <summary>
/// How soon webhooks are acknowledged that arrive at a constant rate, a part of them twice and all of them in any order, and
/// whether each is applied once: every payment paid, every ledger with one capture, every order told.
/// </summary>
internal static class WebhookBenchmark
{
    private const double Duplicates = 0.2;
    private const int Cents = 1100;

    private static readonly string[] Statuses = ["requires_payment_method", "requires_action", "processing", "succeeded"];
    private static readonly TimeSpan MostAcknowledged = TimeSpan.FromMilliseconds(60);
    private static readonly TimeSpan ApplyingTakes = TimeSpan.FromMinutes(5);

    public static Command Create()
    {
        var rate = new Option<int>("--rate") { Description = "Webhooks a second", DefaultValueFactory = _ => 200 };
        var seconds = new Option<int>("--seconds") { Description = "How long, after 5 seconds to warm up", DefaultValueFactory = _ => 60 };
        var command = new Command("webhooks", "From webhook to acknowledged, a fifth of them twice and all shuffled, and whether each is applied once") { rate, seconds };
        command.SetAction((arguments, cancellationToken) => RunAsync(arguments.GetValue(rate), arguments.GetValue(seconds), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(int rate, int seconds, CancellationToken cancellationToken)
    {
        var data = Directory.CreateTempSubdirectory("qnom-webhooks-");
        try
        {
            // On disk, as the launcher runs, and in this process, since only the simulator knows the secret.
            await using var cloud = await LocalCloud.StartAsync(
                new LocalCloudOptions { DataFolder = data.FullName, Seed = false }, Console.WriteLine, cancellationToken);
            var (warm, count) = (rate * 5, rate * seconds);
            var payments = await PrepareAsync(cloud, (warm + count) / Statuses.Length, cancellationToken);
            var random = new Random(1);
            var events = payments.SelectMany(id => Statuses.Select((status, i) => Event(id, status, $"evt_{id}_{i}"))).ToList();
            using var handler = new SocketsHttpHandler { MaxConnectionsPerServer = 256 };
            using var http = new HttpClient(handler) { BaseAddress = cloud.Functions.Address, Timeout = TimeSpan.FromSeconds(30) };
            var key = Encoding.UTF8.GetBytes(cloud.Payments.Settings["STRIPE_WEBHOOK_SECRETS"]!);

            var firsts = events[..warm];
            var rest = Shuffle(events[warm..], count, random);
            await ArriveAsync(http, key, firsts, rate, cancellationToken);
            var sent = await ArriveAsync(http, key, rest, rate, cancellationToken);
            Latencies.Print("webhook to 2xx", sent.Select(one => one.Took));
            var refused = sent.Count(one => !one.Accepted);
            var late = sent.Select(one => one.Took).Order().ElementAt((int)(0.95 * sent.Count)) > MostAcknowledged;

            // What was left out of the shuffled part comes now, so that every payment has all of its events.
            await ArriveAsync(http, key, [.. events[warm..].Except(rest)], rate, cancellationToken);
            var clock = Stopwatch.StartNew();
            string? fault;
            while ((fault = await FaultAsync(cloud, payments, cancellationToken)) is not null && clock.Elapsed < ApplyingTakes)
                await Task.Delay(TimeSpan.FromSeconds(2), cancellationToken);
            Console.WriteLine($"{sent.Count} at {rate}/s with {rest.Count - rest.Distinct().Count()} duplicates, {refused} refused; applied {clock.Elapsed.TotalSeconds:F1} s after the last");
            Console.WriteLine(fault ?? "all applied once");
            return fault is null && refused == 0 && !late ? 0 : 1;
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    // Orders that wait for their money, in the lists of their diner and stall, and payments that their provider knows of.
    private static async Task<List<string>> PrepareAsync(LocalCloud cloud, int count, CancellationToken cancellationToken)
    {
        var database = cloud.Functions.Services.GetRequiredService<CosmosDatabase>();
        var (orders, store) = (database.Container(OrderStore.Declaration), database.Container(PaymentStore.Declaration));
        var lists = new OrderLists(cloud.Functions.Services.GetRequiredService<OrderStore>());
        var now = DateTimeOffset.UtcNow;
        var ids = Enumerable.Range(0, count).Select(_ => Guid.NewGuid().ToString("N")).ToList();
        await Parallel.ForEachAsync(ids, new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = cancellationToken }, async (id, cancelled) =>
        {
            var payment = PaymentRules.Open(
                new PaymentRequest(id, 1, "stall", "partner", "diner", Cents, "SGD", PaymentMethod.Card), "stripe",
                Plan.Hawker.For(PaymentMethod.Card), now) with
            { ProviderId = "pi_" + id, State = PaymentState.RequiresAction, Sequence = 1 };
            await store.CreateItemAsync(payment, new PartitionKey(payment.PaymentId), cancellationToken: cancelled);
            var order = new Order
            {
                OrderId = id,
                VenueId = "stall",
                VenueName = "Stall",
                PartnerId = "partner",
                Diner = "diner",
                Lines = [new OrderLine("rice", "Rice", 2, Cents / 2, [], null)],
                TotalCents = Cents,
                Promise = Promise.By(now.AddMinutes(40)),
                State = OrderState.Placed,
                Sequence = 2,
                Number = 1,
                CreatedAt = now,
                PlacedAt = now,
                Payments = [new OrderPayment(payment.PaymentId, 1, PaymentMethod.Card)],
            };
            await orders.CreateItemAsync(order, new PartitionKey(id), cancellationToken: cancelled);
            await lists.FollowAsync(OrderChanged.Of(new OrderStep(order, null, [])), order, cancelled);
        });
        return ids;
    }

    private static List<string> Shuffle(List<string> events, int count, Random random)
    {
        var twice = (int)(count * Duplicates);
        var first = events.OrderBy(_ => random.Next()).Take(count - twice).ToList();
        return [.. first.Concat(first.Take(twice)).OrderBy(_ => random.Next())];
    }

    private static async Task<IReadOnlyList<(TimeSpan Took, bool Accepted)>> ArriveAsync(
        HttpClient http, byte[] key, IReadOnlyList<string> events, int rate, CancellationToken cancellationToken)
    {
        var sending = new List<Task<(TimeSpan, bool)>>();
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / rate));
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < events.Count; i++)
        {
            // An open model: a slow answer does not slow the arrivals down.
            while (clock.Elapsed < TimeSpan.FromSeconds((double)i / rate))
                await timer.WaitForNextTickAsync(cancellationToken);
            sending.Add(SendAsync(http, key, events[i], cancellationToken));
        }

        return await Task.WhenAll(sending);
    }

    private static async Task<(TimeSpan, bool)> SendAsync(HttpClient http, byte[] key, string body, CancellationToken cancellationToken)
    {
        var at = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/v1/webhooks/stripe")
        {
            Content = new StringContent(body, new MediaTypeHeaderValue("application/json")),
        };
        request.Headers.Add("Stripe-Signature", $"t={at},v1={Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{at}.{body}")))}");
        var start = Stopwatch.GetTimestamp();
        try
        {
            using var answer = await http.SendAsync(request, cancellationToken);
            return (Stopwatch.GetElapsedTime(start), answer.IsSuccessStatusCode);
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            // No answer, or none in time: the sender counts it as refused.
            return (Stopwatch.GetElapsedTime(start), false);
        }
    }

    private static string Event(string orderId, string status, string id) => $$"""
        {"id":"{{id}}","object":"event","api_version":null,"created":{{DateTimeOffset.UtcNow.ToUnixTimeSeconds()}},"livemode":false,"type":"payment_intent.{{(status == "succeeded" ? "succeeded" : "processing")}}",
        "data":{"object":{"id":"pi_{{orderId}}","object":"payment_intent","amount":{{Cents}},"amount_received":{{(status == "succeeded" ? Cents : 0)}},"created":{{DateTimeOffset.UtcNow.ToUnixTimeSeconds()}},
        "currency":"sgd","metadata":{"payment_id":"{{orderId}}-1","order_id":"{{orderId}}"},"status":"{{status}}"} } }
        """;

    // Null if everything is as it must be.
    private static async Task<string?> FaultAsync(LocalCloud cloud, List<string> ids, CancellationToken cancellationToken)
    {
        var database = cloud.Functions.Services.GetRequiredService<CosmosDatabase>();
        var (payments, orders) = (database.Container(PaymentStore.Declaration), database.Container(OrderStore.Declaration));
        var paid = await CountAsync(payments, $"SELECT VALUE COUNT(1) FROM c WHERE c.id = 'payment' AND c.state = 'succeeded' AND c.capturedCents = {Cents}");
        var captures = await CountAsync(payments, "SELECT VALUE COUNT(1) FROM c WHERE c.type = 'ledger'");
        var seen = await CountAsync(payments, "SELECT VALUE COUNT(1) FROM c WHERE STARTSWITH(c.id, 'event:')");
        var told = await CountAsync(orders, "SELECT VALUE COUNT(1) FROM c WHERE c.id = 'order' AND c.state = 'paid'");
        return (paid, captures, seen, told) == (ids.Count, ids.Count, ids.Count * Statuses.Length, ids.Count)
            ? null
            : $"FAILED: of {ids.Count} payments {paid} are paid, with {captures} captures, {seen} events seen and {told} orders told";

        async Task<int> CountAsync(Container container, string query)
        {
            var sum = 0;
            using var iterator = container.GetItemQueryIterator<int>(query);
            while (iterator.HasMoreResults)
                sum += (await iterator.ReadNextAsync(cancellationToken)).Sum();
            return sum;
        }
    }
}
