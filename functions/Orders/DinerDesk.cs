using QNom.Orders.Cart;
using QNom.Orders.Kitchen;
using QNom.Orders.LifeCycle;
using QNom.Payments;
using QNom.Platform.Http;
using QNom.Platform.Idempotency;
using QNom.Platform.Identity;
using QNom.Venues;
using QNom.Venues.Details;

namespace QNom.Orders;

/// <summary>What diners do with their orders.</summary>
public sealed class DinerDesk(
    OrderStore store, OrderWriter writer, PickUpTimes times, VenueStore venues, PaymentDesk payments, Pseudonyms pseudonyms,
    TimeProvider time)
{
    /// <summary>Prices a cart and says when it would be ready. It holds no place yet.</summary>
    /// <exception cref="ProblemException">400; 404; 409: what is wanted cannot be had, or not at that price or time.</exception>
    public async Task<OrderView> DraftAsync(CartBody cart, Caller diner, Effect effect, CancellationToken cancellationToken)
    {
        // The same request again gives what it gave, whatever the menu says meanwhile.
        if (await store.FindAsync(effect.Id, cancellationToken) is { } before)
            return View(before.Document);
        var venue = await venues.FindAsync(cart.VenueId, cancellationToken) ?? throw Problems.NotFound("venue");
        var lines = await PriceAsync(cart.VenueId, cart.Items, cancellationToken);
        var offer = await times.OfferAsync(cart.VenueId, cancellationToken);
        if (cart.PickUpAt < offer.Now)
            throw Problems.Invalid("/pickUpAt", "must be in the future");
        var (_, promise) = PickUpTimes.Find(offer, lines.Sum(line => line.Quantity), cart.PickUpAt?.ToUniversalTime());
        return View(await writer.CreateAsync(
            OrderMachine.Draft(
                new Order
                {
                    OrderId = effect.Id,
                    VenueId = cart.VenueId,
                    VenueName = venue.Name,
                    PartnerId = offer.Kitchen.PartnerId,
                    Diner = pseudonyms.Of(diner),
                    Lines = lines,
                    TotalCents = lines.Sum(line => line.Quantity * line.UnitCents),
                    WantedAt = cart.PickUpAt?.ToUniversalTime(),
                    Promise = promise,
                    CreatedAt = offer.Now,
                }),
            cancellationToken));
    }

    /// <summary>Orders what is in a draft: takes a place at the stall, and then places the order. A second time changes nothing.</summary>
    /// <exception cref="ProblemException">404; 409: it is too late, or what is wanted cannot be had any more.</exception>
    public async Task<OrderView> PlaceAsync(string orderId, Caller diner, IfMatch? seen, CancellationToken cancellationToken) =>
        await ChangeAsync(orderId, diner, async order =>
        {
            if (order.PlacedAt is not null)
                return OrderStep.Nothing(order);
            seen?.Require(order.Sequence);
            var now = time.GetUtcNow();
            Require(order, OrderMachine.Do(order, new OrderDeed(OrderAction.Place, OrderActor.Diner), now).Refusal);
            await PriceAsync(order.VenueId, [.. order.Lines.Select(CartItemOf)], cancellationToken);
            var offer = await times.OfferAsync(order.VenueId, cancellationToken);
            var booking = await times.BookAsync(offer, order.VenueId, orderId, order.Portions, order.WantedAt, cancellationToken);
            var deed = new OrderDeed(OrderAction.Place, OrderActor.Diner) { Promise = booking.Promise, Number = booking.Number };
            // By the time of the offer, so that the place is found again on the day on which it was taken.
            return Done(order, OrderMachine.Do(order, deed, offer.Now));
        }, cancellationToken);

    /// <summary>Begins to pay, or goes on with it.</summary>
    /// <exception cref="ProblemException">404; 409: the order takes no payment; 422: nobody takes money this way.</exception>
    public async Task<PaymentStarted> PayAsync(string orderId, Caller diner, PayBody body, CancellationToken cancellationToken)
    {
        OrderPayment? payment = null;
        var order = await OwnAsync(orderId, diner, cancellationToken);
        // Asked first: an order that waits for a payment nobody takes could not be paid any other way until it expires.
        var desk = payments.Offering(body.Method, body.Provider);
        order = await writer.ChangeAsync(orderId, current =>
        {
            (var step, payment) = OrderMachine.BeginPayment(current, body.Method, body.Provider, time.GetUtcNow());
            return step;
        }, cancellationToken) ?? throw OrderProblems.NotFound();
        if (payment is null)
            throw OrderProblems.NotPayable(order);
        // The order knows of the payment before anybody else does: whatever is told of it finds its order.
        return await desk.StartAsync(
            new PaymentRequest(
                orderId, payment.Attempt, order.VenueId, order.PartnerId, order.Diner, order.TotalCents, PriceFacts.SingaporeDollar,
                payment.Method, payment.Provider),
            cancellationToken);
    }

    /// <summary>Takes an order back. A second time changes nothing.</summary>
    /// <exception cref="ProblemException">404; 409: it is too late.</exception>
    public Task<OrderView> CancelAsync(string orderId, Caller diner, IfMatch? seen, CancellationToken cancellationToken) =>
        ChangeAsync(orderId, diner, order =>
        {
            if (order.State == OrderState.Canceled)
                return Task.FromResult(OrderStep.Nothing(order));
            seen?.Require(order.Sequence);
            return Task.FromResult(Done(
                order, OrderMachine.Do(order, new OrderDeed(OrderAction.Cancel, OrderActor.Diner), time.GetUtcNow())));
        }, cancellationToken);

    /// <summary>A diner's own order.</summary>
    /// <exception cref="ProblemException">404: there is no such order, or it is another's.</exception>
    public async Task<Order> OwnAsync(string orderId, Caller diner, CancellationToken cancellationToken) =>
        Own((await store.FindAsync(orderId, cancellationToken))?.Document, diner);

    /// <summary>What follows from a deed.</summary>
    /// <exception cref="ProblemException">409: it cannot be done.</exception>
    internal static OrderStep Done(Order order, (OrderStep Step, Refusal Refusal) outcome)
    {
        Require(order, outcome.Refusal);
        return outcome.Step;
    }

    private static void Require(Order order, Refusal refusal)
    {
        if (refusal != Refusal.None)
            throw OrderProblems.NotNow(order, refusal);
    }

    private async Task<OrderView> ChangeAsync(
        string orderId, Caller diner, Func<Order, Task<OrderStep>> change, CancellationToken cancellationToken) =>
        View(await writer.ChangeAsync(orderId, order => change(Own(order, diner)), cancellationToken) ?? throw OrderProblems.NotFound());

    private Order Own(Order? order, Caller diner) =>
        order is not null && order.Diner == pseudonyms.Of(diner) ? order : throw OrderProblems.NotFound();

    private async Task<IReadOnlyList<OrderLine>> PriceAsync(
        string venueId, IReadOnlyList<CartItem> items, CancellationToken cancellationToken)
    {
        var stock = venues.FindStockAsync(venueId, cancellationToken);
        var menu = (await venues.ReadMenuAsync(venueId, cancellationToken))?.Document.Menu ?? Venues.Menus.MenuFacts.Empty;
        return CartPricing.Price(items, menu, await stock, time.GetUtcNow());
    }

    private static CartItem CartItemOf(OrderLine line) => new(
        line.ItemId, line.Quantity, line.UnitCents,
        line.Choices.GroupBy(choice => choice.OptionId).ToDictionary(
            option => option.Key, option => (IReadOnlyList<string>)[.. option.Select(choice => choice.ChoiceId)]),
        line.Note);

    private OrderView View(Order order) => OrderView.Of(order, time.GetUtcNow());
}
