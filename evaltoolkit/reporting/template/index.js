(function () {
  var form = document.querySelector(".tools"), search = document.getElementById("search");
  var state = document.getElementById("state"), order = document.getElementById("order");
  var count = document.getElementById("count");
  var lists = [document.querySelector(".cards"), document.querySelector("tbody")];
  function number(item, name) { return parseFloat(item.dataset[name]); }
  function compare(a, b) {
    var by = order.value, sign = by === "place" || by === "low" ? 1 : -1;
    var first = number(a, by), second = number(b, by);
    if (isNaN(first) !== isNaN(second)) { return isNaN(first) ? 1 : -1; }
    return sign * (first - second) || number(a, "place") - number(b, "place");
  }
  function update() {
    var wanted = search.value.trim().toLowerCase(), shown = 0;
    lists.forEach(function (list, which) {
      Array.prototype.slice.call(list.children).sort(compare).forEach(function (item) {
        item.hidden = (wanted && item.dataset.name.toLowerCase().indexOf(wanted) < 0) ||
          (state.value && item.dataset.state !== state.value);
        if (!which && !item.hidden) { shown += 1; }
        list.appendChild(item);
      });
    });
    count.textContent = shown + " / " + lists[0].children.length;
  }
  form.hidden = false;
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  [search, state, order].forEach(function (control) { control.addEventListener("input", update); });
  update();
})();
