// A file of the page that did not arrive whole leaves a blank page: ask for it all once more, a minute later at the soonest.
// Once something stands on the page it is left alone: somebody may be writing.
(function () {
  'use strict'
  window.addEventListener(
    'error',
    function (event) {
      var what = event.target
      if (!what || (what.tagName !== 'SCRIPT' && what.rel !== 'stylesheet' && what.rel !== 'modulepreload')) return
      var app = document.getElementById('app')
      if (app && !document.getElementById('late')) return
      try {
        var last = Number(sessionStorage.getItem('sanhao.again') || 0)
        if (Date.now() - last < 60000) return
        sessionStorage.setItem('sanhao.again', String(Date.now()))
      } catch (_) {
        return
      }
      window.location.reload()
    },
    true,
  )
})()
