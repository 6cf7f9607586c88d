(function () {
  var form = document.querySelector(".tools"), search = document.getElementById("search");
  var grade = document.getElementById("grade"), count = document.getElementById("count");
  var lists = [document.querySelector(".cards"), document.querySelector("tbody")];
  function update() {
    var wanted = search.value.trim().toLowerCase(), shown = 0;
    lists.forEach(function (list, which) {
      Array.prototype.forEach.call(list.children, function (item) {
        item.hidden = (wanted && item.dataset.name.toLowerCase().indexOf(wanted) < 0) ||
          (grade.value && item.dataset.grade !== grade.value);
        if (!which && !item.hidden) { shown += 1; }
      });
    });
    count.textContent = shown + " / " + lists[0].children.length;
  }
  form.hidden = false;
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  [search, grade].forEach(function (control) { control.addEventListener("input", update); });
  update();
})();
