using QNom.Orders.Cart;
using QNom.Platform.Http;
using QNom.Venues.Menus;

namespace QNom.Tests.Unit.Orders;

public sealed class CartPricingTests
{
    private static readonly MenuFacts Menu = new(
    [
        new MenuItem("rice", "Rice", new Money(450, "SGD"), Options:
        [
            new MenuOption("size", "Size", [new("usual", "Usual"), new("large", "Large", new Money(100, "SGD"))], Least: 1),
            new MenuOption("extra", "Extra", [new("egg", "Egg", new Money(60, "SGD")), new("tofu", "Tofu", new Money(80, "SGD"))], Most: 2),
        ]),
        new MenuItem("soup", "Soup", new Money(200, "SGD")),
    ]);

    private static readonly DateTimeOffset Now = TestOrders.Noon;

    [Fact]
    public void A_dish_costs_its_price_and_its_choices_by_the_menu()
    {
        var lines = Price(Item("rice", 690, ("size", ["large"]), ("extra", ["tofu", "egg"])) with { UnitCents = 690, Quantity = 2 }, Item("soup", 200));

        Assert.Equal([690L, 200L], lines.Select(line => line.UnitCents));
        Assert.Equal(["large", "egg", "tofu"], lines[0].Choices.Select(choice => choice.ChoiceId));
        Assert.Equal(2, lines[0].Quantity);
    }

    [Fact]
    public void Another_price_than_the_diner_saw_is_a_conflict_that_names_the_item_and_the_price()
    {
        var problem = Refused(409, Item("soup", 200), Item("rice", 540, ("size", ["large"])));

        Assert.Equal("price-changed", problem.Code);
        Assert.Equal(["must be 550"], Assert.Single(problem.Errors!, error => error.Key == "/items/1/unitCents").Value);
    }

    [Fact]
    public void What_is_sold_out_or_gone_is_a_conflict_that_names_it()
    {
        var stock = StockDocument.Create("stall", new Dictionary<string, DateTimeOffset> { ["soup"] = Now.AddMinutes(1) });
        var problem = Assert.Throws<ProblemException>(() => CartPricing.Price([Item("soup", 200), Item("cake", 200)], Menu, stock, Now));

        Assert.Equal(("not-on-sale", 409), (problem.Code, problem.Status));
        Assert.Equal(["/items/0/itemId", "/items/1/itemId"], problem.Errors!.Keys);
        Assert.Single(CartPricing.Price([Item("soup", 200)], Menu, stock, Now.AddMinutes(1)));
    }

    [Fact]
    public void Choices_are_those_of_the_menu_as_few_and_as_many_as_it_says()
    {
        foreach (var (item, at) in new[]
        {
            (Item("rice", 450), "/items/0/choices/size"),
            (Item("rice", 450, ("size", ["usual", "large"])), "/items/0/choices/size"),
            (Item("rice", 450, ("size", ["huge"])), "/items/0/choices/size"),
            (Item("rice", 450, ("size", ["usual"]), ("extra", ["egg", "egg"])), "/items/0/choices/extra"),
            (Item("rice", 450, ("size", ["usual"]), ("a/b", ["egg"])), "/items/0/choices/a~1b"),
        })
        {
            Assert.Contains(at, Refused(400, item).Errors!.Keys);
        }
    }

    [Fact]
    public void Amounts_out_of_range_are_refused_before_any_menu_is_read()
    {
        foreach (var cart in new CartBody[]
        {
            new("stall", []),
            new("Stall", [Item("rice", 450)]),
            new("stall", [Item("rice", 450) with { Quantity = 0 }]),
            new("stall", [Item("rice", -1)]),
            new("stall", [Item("rice", 450) with { Note = "a\nb" }]),
            new("stall", [.. Enumerable.Repeat(Item("rice", 450) with { Quantity = 16 }, 2)]),
            new("stall", [.. Enumerable.Repeat(Item("rice", 450) with { Quantity = int.MaxValue }, 2)]),
        })
        {
            Assert.Equal(400, Assert.Throws<ProblemException>(cart.Validate).Status);
        }

        new CartBody("stall", [Item("rice", 450) with { Note = "No chilli" }]).Validate();
    }

    private static CartItem Item(string id, long cents, params (string Option, string[] Choices)[] choices) =>
        new(id, 1, cents, choices.ToDictionary(choice => choice.Option, choice => (IReadOnlyList<string>)choice.Choices));

    private static IReadOnlyList<OrderLine> Price(params CartItem[] items) => CartPricing.Price(items, Menu, null, Now);

    private static ProblemException Refused(int status, params CartItem[] items)
    {
        var problem = Assert.Throws<ProblemException>(() => Price(items));
        Assert.Equal(status, problem.Status);
        return problem;
    }
}
