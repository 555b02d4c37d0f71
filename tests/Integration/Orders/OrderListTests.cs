using Microsoft.Azure.Cosmos;
using QNom.Local.Cosmos;
using QNom.Orders;
using QNom.Orders.Kitchen;
using QNom.Orders.LifeCycle;
using QNom.Orders.Projections;
using QNom.Platform.Cosmos;
using QNom.Tests.Integration.Partners;

namespace QNom.Tests.Integration.Orders;

/// <summary>Lists follow orders, whatever the order in which they are told of changes.</summary>
public sealed class OrderListTests(AppFixture app)
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 25, 4, 0, 0, TimeSpan.Zero);

    private readonly Order draft = new()
    {
        OrderId = Guid.NewGuid().ToString("N"),
        VenueId = $"stall-{Guid.NewGuid():N}",
        VenueName = "Stall",
        PartnerId = "partner",
        Diner = Guid.NewGuid().ToString("N"),
        Lines = [],
        TotalCents = 450,
        Promise = Promise.By(Noon.AddMinutes(40)),
        CreatedAt = Noon,
    };

    private string DinersList => OrderCard.PartitionOfDiner(draft.Diner);

    private string StallsList => KitchenDocument.PartitionOf(draft.VenueId);

    [Fact]
    public async Task An_order_moves_on_in_both_lists_from_draft_to_collected()
    {
        foreach (var order in Life())
        {
            await FollowAsync(order);
            Assert.Equal((order.State, order.Sequence), await ShownAsync(DinersList));
            if (order.State != OrderState.Draft)
                Assert.Equal((order.State, order.Sequence), await ShownAsync(StallsList));
            Assert.Equal(order.State is OrderState.Draft or OrderState.Collected ? 0 : 1, (await OpenAsync(StallsList)).Count);
        }
    }

    [Fact]
    public async Task A_change_that_is_told_late_or_again_changes_nothing()
    {
        var life = Life().ToList();
        await FollowAsync(life[0]);
        await FollowAsync(life[3]);
        foreach (var late in life[..4])
        {
            await FollowAsync(late);
            Assert.Equal((OrderState.Accepted, 4), await ShownAsync(DinersList));
            Assert.Equal((OrderState.Accepted, 4), await ShownAsync(StallsList));
        }

        await FollowAsync(life[^1]);
        await FollowAsync(life[3]);
        Assert.Equal((OrderState.Collected, 6), await ShownAsync(StallsList));
    }

    [Fact]
    public async Task Moving_on_in_a_list_is_one_operation()
    {
        var life = Life().ToList();
        await FollowAsync(life[0]);
        await FollowAsync(life[1]);
        await FollowAsync(life[2]);

        Assert.Equal(
            [CosmosOperation.Read, CosmosOperation.Create, CosmosOperation.Patch],
            app.Cloud.Cosmos.Log.For(OrderStore.Declaration.Name).Where(request => request.PartitionKey == $"[\"{StallsList}\"]").Select(request => request.Operation));
    }

    [Fact]
    public async Task A_card_of_an_unknown_shape_is_an_error_and_stays_as_it_is()
    {
        var (placed, paid) = (Life().ElementAt(1), Life().ElementAt(2));
        var container = Records.Service<CosmosDatabase>(app).Container(OrderStore.Declaration);
        var card = OrderCard.Of(placed, DinersList) with { Schema = "order-card/9" };
        await container.CreateItemAsync(card, new PartitionKey(DinersList));

        await Assert.ThrowsAsync<InvalidDataException>(() => FollowAsync(paid));
        Assert.Equal(placed.Sequence, (await container.ReadItemAsync<OrderCard>(card.Id, new PartitionKey(DinersList))).Resource.Order.Sequence);
    }

    private IEnumerable<Order> Life() =>
        new[] { OrderState.Draft, OrderState.Placed, OrderState.Paid, OrderState.Accepted, OrderState.Ready, OrderState.Collected }
            .Select((state, i) => draft with { State = state, Sequence = i + 1, PlacedAt = state == OrderState.Draft ? null : Noon });

    private Task FollowAsync(Order order) => new OrderLists(Records.Service<OrderStore>(app))
        .FollowAsync(OrderChanged.Of(new OrderStep(order, null, [])), order, CancellationToken.None);

    private async Task<(OrderState State, long Sequence)> ShownAsync(string list)
    {
        var card = Assert.Single(await Records.Service<OrderStore>(app).ListAsync(list, open: false, null, 10, CancellationToken.None));
        return (card.Order.State, card.Order.Sequence);
    }

    private Task<IReadOnlyList<OrderCard>> OpenAsync(string list) =>
        Records.Service<OrderStore>(app).ListAsync(list, open: true, null, 10, CancellationToken.None);
}
